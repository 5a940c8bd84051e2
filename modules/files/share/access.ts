import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import type { ReadableFile } from '../stream-file.ts';
import type { SeenEntry } from '../tree/seen-entry.ts';
import { type Asking, type SpaceRow, spacesOf } from '../tree/spaces.ts';

/**
 * Whether share `h` holds for the caller now: with them, or with a group or course they belong to; not ended; whoever made it is still at the school, and it is
 * not their own.
 */
export function holdsFor(ctx: Asking, db: Db): RawBuilder<boolean> {
  const { personId } = ctx.caller;
  return sql<boolean>`(h.school_id = ${db.schoolId} and h.made_by <> ${personId} and (h.ends_on is null or h.ends_on >= ${dayOf(ctx.now())}::date)
    and (h.person_id = ${personId} or coalesce(h.group_id, h.course_id) in (select s.id from (${spacesOf(ctx, db)}) s where s.kind <> 'own'))
    and exists (select from people.pub_person p where p.school_id = h.school_id and p.id = h.made_by and p.status = 'active'))`;
}

/** Whether the caller has taken share `h` off their own list; it holds all the same. */
export function isOffList(ctx: Asking, db: Db): RawBuilder<boolean> {
  return sql<boolean>`exists (select from files.share_off_list v where v.school_id = ${db.schoolId} and v.share_id = h.id and v.person_id = ${ctx.caller.personId})`;
}

/**
 * `select e.*` of `files.entry` for all that is shared with the caller and lies in no space of theirs: what is shared itself and all below it, outside the bin,
 * each once. What members have handed in is never among it.
 *
 * @param options.offListToo  also what they have taken off their list
 */
export function sharedTree(ctx: Asking, db: Db, options: { offListToo: boolean }): RawBuilder<unknown> {
  const below = (more: RawBuilder<unknown>) =>
    // offset 0: folder by folder from the index, whatever the planner believes of a folder of thousands
    sql`cross join lateral (select i.* from files.entry i where i.school_id = ${db.schoolId} and i.space_id = t.space_id and i.parent_id = t.id ${more}
      and i.binned_at is null and i.for_id is null offset 0) e`;
  return sql`with recursive root as (
      select distinct e.id, e.space_id, e.parent_id, e.kind from files.share h join files.entry e on e.school_id = ${db.schoolId} and e.id = h.entry_id
        where ${holdsFor(ctx, db)} and (${options.offListToo} or not ${isOffList(ctx, db)}) and e.binned_at is null and e.for_id is null
          and e.space_id not in (select own.id from (${spacesOf(ctx, db)}) own)),
    folder as (select r.id, r.space_id from root r where r.kind = 'folder'
      union select e.id, e.space_id from folder t ${below(sql`and i.place = 0`)})
    select e.* from root r join files.entry e on e.school_id = ${db.schoolId} and e.id = r.id where not exists (select from folder t where t.id = r.parent_id)
    union all select e.* from folder t ${below(sql``)}`;
}

interface Row extends Omit<SeenEntry, 'space'> {
  spaceId: string;
  spaceKind: SpaceRow['kind'];
  spaceName: string | null;
  rootId: string;
  mayChange: boolean;
  by: string;
}

/**
 * Those of these entries that are shared with the caller, themselves or by a folder above them; what members have handed in there is never among it. Of several
 * shares the one that allows most counts, of those the one that reaches highest. None for the others.
 */
export async function sharedEntries(ctx: Asking, db: Db, ids: readonly string[]): Promise<SeenEntry[]> {
  const { rows } = await sql<Row>`with recursive up as (
      select e.id as entry_id, e.id, e.parent_id, 0 as height from files.entry e
        where e.school_id = ${db.schoolId} and e.id = any(${[...ids]}) and e.binned_at is null and e.for_id is null
      union all select u.entry_id, o.id, o.parent_id, u.height + 1 from up u join files.entry o on o.school_id = ${db.schoolId} and o.id = u.parent_id)
    select distinct on (e.id) e.id, e.kind, e.name, e.parent_id as "parentId", e.part, e.for_id as "forId", e.space_id as "spaceId",
      case when e.owner_id is not null then 'own' when e.course_id is not null then 'course' else 'group' end as "spaceKind",
      u.id as "rootId", h.may_change as "mayChange",
      (select p.name from people.pub_person p where p.school_id = h.school_id and p.id = h.made_by) as by,
      coalesce((select c.name from courses.pub_course c where c.school_id = e.school_id and c.id = e.course_id),
        (select g.name from groups.pub_group g where g.school_id = e.school_id and g.id = e.group_id)) as "spaceName"
    from up u join files.share h on h.school_id = ${db.schoolId} and h.entry_id = u.id
    join files.entry e on e.school_id = h.school_id and e.id = u.entry_id
    where ${holdsFor(ctx, db)} order by e.id, h.may_change desc, u.height desc, h.id`.execute(db);
  return rows.map(({ spaceId, spaceKind, spaceName, rootId, mayChange, by, ...entry }) => ({
    ...entry,
    space: {
      id: spaceId,
      kind: spaceKind,
      name: spaceName,
      subject: null,
      leads: false,
      rootPart: 'read',
      shared: { rootId, mayChange, by },
    },
  }));
}

/** A file that is shared with the caller, for reading; null otherwise. */
export async function sharedFile(ctx: Asking, db: Db, fileId: string): Promise<ReadableFile | null> {
  const [entry] = await sharedEntries(ctx, db, [fileId]);
  if (entry === undefined) return null;
  const { rows } = await sql<Omit<ReadableFile, 'name'>>`select f.type, f.size_bytes as "sizeBytes", f.hash, f.state from files.file f
    where f.school_id = ${db.schoolId} and f.id = ${fileId} and f.state <> 'uploading'`.execute(db);
  const [file] = rows;
  return file === undefined ? null : { ...file, name: entry.name };
}
