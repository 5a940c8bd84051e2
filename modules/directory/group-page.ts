import { sql } from 'kysely';
import type { Answer, Params, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { readCursor, writeCursor } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { type Group, inDivisions, leadingParts, mayChange, requireGroup } from '#modules/groups/public.ts';
import { containing } from './containing.ts';
import type { groupContract, listGroupsContract } from './contract.ts';
import { courseLines } from './course-lines.ts';
import { workedInToTheEnd } from './ended.ts';
import { maySee, ownPupils, validOn } from './visible-people.ts';

type Page = Answer<typeof groupContract>;

/**
 * A group with its people, one that is over with those of its last day. A class also opens to those who teach one of its pupils, so that they see the whole class list. In a guardians'
 * group other guardians see only who represents them.
 *
 * @throws not found (404) when there is no such group or the caller may not see it
 */
export async function groupPage(ctx: Ctx, { params: { groupId } }: { params: Params<typeof groupContract> }): Promise<Page> {
  const { caller } = ctx;
  const today = dayOf(ctx.now());
  return ctx.read(async (db) => {
    const group = await requireGroup(
      ctx,
      db,
      groupId,
      async (found) => (await workedInToTheEnd(ctx, db, found)) || teachesIn(ctx, db, found),
    );
    // one that is over is shown as it was on its last day
    const day = group.endedOn !== null && group.endedOn < today ? group.endedOn : today;
    const may = mayChange(ctx, group);
    const onlyRepresentatives = group.kind === 'guardians' && caller.context === 'guardian';
    const { rows } = await sql<
      Page['members'][number]
    >`select p.id as "personId", coalesce(p.call_name, p.first_name) as "firstName", p.last_name as "lastName", m.part,
        m.valid_from as "validFrom", m.valid_to as "validTo", ${maySee(ctx)} as linked,
        exists (select from people.pub_capacity k where k.school_id = p.school_id and k.person_id = p.id and k.capacity = 'pupil') as pupil
      from groups.pub_member m join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id and p.status = 'active'
      where m.school_id = ${db.schoolId} and m.group_id = ${groupId} and ${may.all ? sql`(m.valid_to is null or m.valid_to >= ${day}::date)` : validOn('m', day)}
        ${onlyRepresentatives ? sql`and (m.part <> 'member' or m.person_id = ${caller.personId})` : sql``}
      order by m.part not in ('class_teacher', 'leader'), m.part <> 'deputy', p.sort_name, p.id, m.part`.execute(db);
    const leadsClass = group.kind === 'class' && group.ownParts.some((part) => leadingParts.includes(part)) && caller.context === 'work';
    return {
      id: group.id,
      name: group.name,
      kind: group.kind,
      yearLevel: group.yearLevel,
      schoolYear: group.schoolYear,
      sensitive: group.sensitive,
      endedOn: group.endedOn,
      imported: group.imported,
      members: rows,
      courses: group.kind === 'class' ? await courseLines(db, day, sql`c.class_id = ${groupId} and not c.sensitive`) : [],
      may: {
        ...may,
        issueCodes: caller.permissions.has('people.issue_codes') || (leadsClass && caller.permissions.has('people.issue_codes_own_class')),
      },
    };
  });
}

async function teachesIn(ctx: Ctx, db: Db, group: Group): Promise<boolean> {
  const { caller } = ctx;
  if (caller.context !== 'work' || !['class', 'class_half', 'year'].includes(group.kind) || !caller.permissions.has('people.view_list'))
    return false;
  const day = dayOf(ctx.now());
  // an assistant sees one child, not the child's class: only teaching opens the list
  const { rows } =
    await sql`select from groups.pub_member m where m.school_id = ${db.schoolId} and m.group_id = ${group.id} and ${validOn('m', day)}
    and m.person_id in (${ownPupils(ctx)})
    and not exists (select from people.pub_relation r where r.school_id = m.school_id and r.person_id = ${caller.personId} and r.child_id = m.person_id and r.kind = 'assistant')
    limit 1`.execute(db);
  return rows.length > 0;
}

type Line = Answer<typeof listGroupsContract>['items'][number];

/** All groups of the school (the caller's divisions) but sensitive ones, classes first, in the order of years and names. */
export async function listGroups(
  ctx: Ctx,
  { query }: { query: Query<typeof listGroupsContract> },
): Promise<Answer<typeof listGroupsContract>> {
  const day = dayOf(ctx.now());
  const limit = query.limit ?? 50;
  const key = sql`case when g.kind = 'class' then '0' else '1' end || coalesce(g.year_level, '99') || ' ' || lower(g.name)`;
  const conditions = [
    sql`not g.sensitive`,
    inDivisions(ctx.caller.divisionIds),
    query.ended ? sql`g.ended_on < ${day}::date` : sql`(g.ended_on is null or g.ended_on >= ${day}::date)`,
    ...(query.kind === undefined ? [] : [sql`g.kind = ${query.kind}`]),
    ...(query.q ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => sql`lower(g.name) like ${containing(word.toLocaleLowerCase('de'))}`),
  ];
  if (query.cursor !== undefined) {
    const [place, id] = readCursor(query.cursor, 2);
    conditions.push(sql`(${key}, g.id) > (${place}::text, ${id}::uuid)`);
  }
  const { rows } = await ctx.read((db) =>
    sql<
      Line & { place: string }
    >`select g.id, g.name, g.kind, g.year_level as "yearLevel", g.school_year as "schoolYear", g.ended_on as "endedOn", ${key} as place,
        (select count(distinct m.person_id) from groups.pub_member m where m.school_id = g.school_id and m.group_id = g.id and m.part not in ('class_teacher', 'deputy', 'leader') and ${validOn('m', day)})::int as "memberCount",
        coalesce((select array_agg(p.name order by m.part, p.sort_name) from groups.pub_member m join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id and p.status = 'active'
          where m.school_id = g.school_id and m.group_id = g.id and m.part in ('class_teacher', 'deputy', 'leader') and ${validOn('m', day)}), '{}') as leaders
      from groups.pub_group g where g.school_id = ${db.schoolId} and ${sql.join(conditions, sql` and `)}
      order by place, g.id limit ${limit + 1}`.execute(db),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? writeCursor([last.place, last.id]) : null };
}
