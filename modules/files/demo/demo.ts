import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { handleOf } from '#kernel/ids/handle.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { demoRoles } from '#modules/people/public.ts';
import { storeFiles } from '../store-files.ts';
import { shareDemoFolder } from './share.ts';
import { classTree, courseTree, type DemoEntry, ownTree, sharedFolder } from './trees.ts';

/** A space that gets a tree, and who has made it. */
interface DemoSpace {
  ownerId: string | null;
  groupId: string | null;
  courseId: string | null;
  by: string;
  tree: readonly DemoEntry[];
}

/** One entry of one space. */
interface DemoRow {
  space: DemoSpace;
  entry: DemoEntry;
  id: string;
  parentId: string | null;
  part: string | null;
}

/** Trees for the well-known teacher and pupil of the demo, and for the courses and classes in which they are. */
export async function demo(ctx: SchoolCtx, db: Db): Promise<void> {
  const spaces = await findSpaces(db);
  const rows = spaces.flatMap((space) => rowsOf(space, space.tree, null, null));
  await storeContents(ctx, db, rows);
  const entries = rows.map(({ space: { tree: _, ...space }, entry, id, parentId, part }) => ({
    ...space,
    id,
    parentId,
    part,
    name: entry.name,
    kind: entry.text === undefined ? 'folder' : 'file',
  }));
  await sql`insert into files.entry (school_id, id, kind, owner_id, group_id, course_id, parent_id, name, part, made_by, changed_at)
    select ${db.schoolId}::uuid, n.id, n.kind, n."ownerId", n."groupId", n."courseId", n."parentId", n.name, n.part, n.by, ${ctx.now()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as n (id uuid, kind text, "ownerId" uuid, "groupId" uuid, "courseId" uuid, "parentId" uuid, name text,
      part text, by uuid)`.execute(db);
  const own = rows.find(({ space, entry }) => space.ownerId !== null && entry.name === sharedFolder);
  const course = spaces.find(({ courseId, by }) => courseId !== null && by === own?.space.by);
  if (own !== undefined && course?.courseId != null)
    await shareDemoFolder(ctx, db, { entryId: own.id, ownerId: own.space.by, courseId: course.courseId });
}

async function findSpaces(db: Db): Promise<DemoSpace[]> {
  const { rows: people } = await sql<{
    id: string;
    firstName: string;
    lastName: string;
  }>`select p.id, p.first_name as "firstName", p.last_name as "lastName"
    from people.pub_person p where p.school_id = ${db.schoolId} order by p.id`.execute(db);
  // the first of a name bears its handle without a number
  const byHandle = new Map(people.reverse().map(({ id, firstName, lastName }) => [handleOf(firstName, lastName), id]));
  const known = demoRoles.flatMap(({ role, handle }) => {
    const id = byHandle.get(handle);
    return id !== undefined && (role === 'teacher' || role === 'pupil') ? [{ id, role }] : [];
  });
  const ids = known.map(({ id }) => id);
  const { rows: courses } = await sql<{ id: string; by: string }>`select c.id, (select t.person_id from courses.pub_teacher t
      where t.school_id = c.school_id and t.course_id = c.id order by t.part <> 'leads', t.person_id limit 1) as by from courses.pub_course c
    where c.school_id = ${db.schoolId} and c.ended_on is null and exists (select from courses.pub_teacher t where t.school_id = c.school_id and t.course_id = c.id)
      and (exists (select from courses.pub_teacher t where t.school_id = c.school_id and t.course_id = c.id and t.person_id = any(${ids}))
        or exists (select from courses.pub_member m where m.school_id = c.school_id and m.course_id = c.id and m.person_id = any(${ids})))
    order by c.name, c.id`.execute(db);
  const { rows: classes } = await sql<{
    id: string;
    by: string;
  }>`select distinct on (g.name, g.id) g.id, l.person_id as by from groups.pub_group g
    join groups.pub_member l on l.school_id = g.school_id and l.group_id = g.id and l.part = 'class_teacher'
    join groups.pub_member m on m.school_id = g.school_id and m.group_id = g.id and m.person_id = any(${ids})
    where g.school_id = ${db.schoolId} and g.kind = 'class' and g.ended_on is null order by g.name, g.id, l.person_id`.execute(db);
  const none = { ownerId: null, groupId: null, courseId: null };
  return [
    ...known.map(({ id, role }) => ({ ...none, ownerId: id, by: id, tree: ownTree[role] })),
    ...courses.map(({ id, by }) => ({ ...none, courseId: id, by, tree: courseTree })),
    ...classes.map(({ id, by }) => ({ ...none, groupId: id, by, tree: classTree })),
  ];
}

function rowsOf(space: DemoSpace, tree: readonly DemoEntry[], parentId: string | null, part: string | null): DemoRow[] {
  return tree.flatMap((entry) => {
    const row = { space, entry, id: newId(), parentId, part: part ?? entry.part ?? null };
    return [row, ...rowsOf(space, entry.inside ?? [], row.id, row.part)];
  });
}

/** The content of each file once, a row for each space; the rows take over the ids of what was stored. */
async function storeContents(ctx: SchoolCtx, db: Db, rows: readonly DemoRow[]): Promise<void> {
  const byEntry = Map.groupBy(
    rows.filter(({ entry }) => entry.text !== undefined),
    ({ entry }) => entry,
  );
  const stored = await storeFiles(
    ctx,
    db,
    [...byEntry].map(([entry, those]) => ({
      name: entry.name,
      bytes: Buffer.from(entry.text ?? ''),
      ownerIds: those.map(({ space }) => space.by),
    })),
  );
  const places = [...byEntry.values()].flatMap((those, index) =>
    those.map((row, place) => {
      row.id = stored[index]?.[place] ?? row.id;
      return { id: row.id, ownerId: row.space.ownerId, spaceId: row.space.groupId ?? row.space.courseId, by: row.space.by };
    }),
  );
  await sql`update files.file f set owner_id = n."ownerId", space_id = n."spaceId", made_by = n.by
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as n (id uuid, "ownerId" uuid, "spaceId" uuid, by uuid)
    where f.school_id = ${db.schoolId} and f.id = n.id`.execute(db);
}
