import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { countsIn } from '#modules/groups/public.ts';
import { childrenOf } from '#modules/people/public.ts';
import type { ownGroupsContract } from './contract.ts';
import { attendedBy, type CourseLine, courseLineColumns, courseLines, endedCourseLines, taughtBy } from './course-lines.ts';
import { endedWith } from './ended.ts';
import { validOn } from './visible-people.ts';

type Own = Answer<typeof ownGroupsContract>;

/** Ten years of a teacher's classes and clubs; who looks for more asks the office. */
const mostEnded = 300;

/**
 * Groups and courses of the caller in the present context; a guardian's are those of the children, with whom to turn to.
 *
 * @param query.ended  those that are over instead, newest first: of people at work, where they belonged on the last day
 */
export async function ownGroups(ctx: Ctx, { query }: { query: Query<typeof ownGroupsContract> }): Promise<Own> {
  const { personId, context } = ctx.caller;
  const day = dayOf(ctx.now());
  if (query.ended)
    return ctx.read(async (db) => {
      if (context !== 'work') return { groups: [], courses: [], children: [] };
      return { groups: await endedGroups(ctx, db, day), courses: await endedCourseLines(db, day, personId), children: [] };
    });
  return ctx.read(async (db) => {
    const groups = await groupsOfCaller(ctx, db, day);
    if (context === 'guardian') return { groups, courses: [], children: await children(ctx, db, day) };
    const condition = context === 'work' ? taughtBy(personId, day) : attendedBy([personId], day);
    return { groups, courses: await courseLines(db, day, condition), children: [] };
  });
}

async function groupsOfCaller(ctx: Ctx, db: Db, day: string): Promise<Own['groups']> {
  const { rows } = await sql<
    Own['groups'][number]
  >`select g.id, g.name, g.kind, g.school_year as "schoolYear", array_agg(m.part order by m.part) as parts from groups.pub_member m
    join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and (g.ended_on is null or g.ended_on >= ${day}::date)
    where m.school_id = ${db.schoolId} and m.person_id = ${ctx.caller.personId} and ${validOn('m', day)} and ${countsIn(ctx.caller.context)}
    group by g.id, g.name, g.kind, g.year_level, g.school_year order by g.kind <> 'class', g.year_level, g.name, g.id`.execute(db);
  return rows;
}

async function endedGroups(ctx: Ctx, db: Db, day: string): Promise<Own['groups']> {
  const { rows } = await sql<
    Own['groups'][number]
  >`select g.id, g.name, g.kind, g.school_year as "schoolYear", array_agg(m.part order by m.part) as parts from groups.pub_member m
    join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and ${endedWith('m', day)} and not g.sensitive
    where m.school_id = ${db.schoolId} and m.person_id = ${ctx.caller.personId} and ${countsIn(ctx.caller.context)}
    group by g.id, g.name, g.kind, g.year_level, g.school_year, g.ended_on
    order by g.ended_on desc, g.kind <> 'class', g.year_level, g.name, g.id limit ${mostEnded}`.execute(db);
  return rows;
}

async function children(ctx: Ctx, db: Db, day: string): Promise<Own['children']> {
  const own = await childrenOf(db, ctx.caller.personId, day);
  const ids = own.map(({ id }) => id);
  if (ids.length === 0) return [];
  const { rows: classes } = await sql<{ childId: string; name: string; teachers: string[] }>`select m.person_id as "childId", g.name,
      coalesce((select array_agg(p.name order by t.part, p.sort_name) from groups.pub_member t join people.pub_person p on p.school_id = t.school_id and p.id = t.person_id and p.status = 'active'
        where t.school_id = g.school_id and t.group_id = g.id and t.part in ('class_teacher', 'deputy') and ${validOn('t', day)}), '{}') as teachers
    from groups.pub_member m join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class' and (g.ended_on is null or g.ended_on >= ${day}::date)
    where m.school_id = ${db.schoolId} and m.person_id = any(${ids}) and m.part in ('member', 'representative', 'deputy_representative') and ${validOn('m', day)}`.execute(
    db,
  );
  const { rows: courses } = await sql<
    CourseLine & { childId: string }
  >`select m.person_id as "childId", ${courseLineColumns(day)} from courses.pub_member m
    join courses.pub_course c on c.school_id = m.school_id and c.id = m.course_id and (c.ended_on is null or c.ended_on >= ${day}::date)
    where m.school_id = ${db.schoolId} and m.person_id = any(${ids}) and ${validOn('m', day)} order by coalesce(c.subject_name, c.name), c.name, c.id`.execute(
    db,
  );
  return own.map(({ id, name }) => {
    const group = classes.find(({ childId }) => childId === id);
    return {
      id,
      name,
      className: group?.name ?? null,
      classTeachers: group?.teachers ?? [],
      courses: courses.filter(({ childId }) => childId === id),
    };
  });
}
