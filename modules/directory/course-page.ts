import { sql } from 'kysely';
import type { Answer, Params, Query } from '#kernel/contract/contract.ts';
import { readCursor, writeCursor } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { ofDivisions, requireCourse } from '#modules/courses/public.ts';
import { childrenOf } from '#modules/people/public.ts';
import { containing } from './containing.ts';
import type { courseContract, listCoursesContract } from './contract.ts';
import { type CourseLine, courseLineColumns } from './course-lines.ts';
import { validOn } from './visible-people.ts';

type Page = Answer<typeof courseContract>;

/**
 * A course with its people, one that is over with those of its last day. Guardians see teachers and their own children in it, nobody else's.
 *
 * @throws not found (404) when there is no such course or the caller may not see it
 */
export async function coursePage(ctx: Ctx, { params: { courseId } }: { params: Params<typeof courseContract> }): Promise<Page> {
  const { caller } = ctx;
  const today = dayOf(ctx.now());
  return ctx.read(async (db) => {
    const children = caller.context === 'guardian' ? (await childrenOf(db, caller.personId, today)).map(({ id }) => id) : [];
    const course = await requireCourse(ctx, db, courseId, children);
    // one that is over is shown as it was on its last day
    const day = course.endedOn !== null && course.endedOn < today ? course.endedOn : today;
    const edit = caller.permissions.has('courses.edit');
    // who fills the course also sees who comes later
    const now = (alias: string) =>
      edit ? sql`(${sql.raw(alias)}.valid_to is null or ${sql.raw(alias)}.valid_to >= ${day}::date)` : validOn(alias, day);
    const { rows: teachers } = await sql<
      Page['teachers'][number]
    >`select p.id as "personId", p.name, t.part, t.valid_from as "validFrom", t.valid_to as "validTo"
      from courses.pub_teacher t join people.pub_person p on p.school_id = t.school_id and p.id = t.person_id and p.status = 'active'
      where t.school_id = ${db.schoolId} and t.course_id = ${courseId} and ${now('t')} order by t.part <> 'leads', p.sort_name, p.id`.execute(
      db,
    );
    const { rows: pupils } = await sql<
      Page['pupils'][number]
    >`select p.id as "personId", coalesce(p.call_name, p.first_name) as "firstName", p.last_name as "lastName",
        m.valid_from as "validFrom", m.valid_to as "validTo", (select min(g.name) from groups.pub_member gm
          join groups.pub_group g on g.school_id = gm.school_id and g.id = gm.group_id and g.kind = 'class' and not g.sensitive and (g.ended_on is null or g.ended_on >= ${day}::date)
          where gm.school_id = p.school_id and gm.person_id = p.id and gm.part in ('member', 'representative', 'deputy_representative') and ${validOn('gm', day)}) as "className"
      from courses.pub_member m join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id and p.status = 'active'
      where m.school_id = ${db.schoolId} and m.course_id = ${courseId} and ${now('m')} ${course.as === 'guardian' ? sql`and m.person_id = any(${children}::uuid[])` : sql``}
      order by p.sort_name, p.id`.execute(db);
    return {
      ...course,
      teachers,
      pupils,
      may: { edit, openPeople: caller.context === 'work' && caller.permissions.has('people.view_list') },
    };
  });
}

/** All courses of the school (the caller's divisions) but sensitive ones, by name. */
export async function listCourses(
  ctx: Ctx,
  { query }: { query: Query<typeof listCoursesContract> },
): Promise<Answer<typeof listCoursesContract>> {
  const day = dayOf(ctx.now());
  const limit = query.limit ?? 50;
  const conditions = [
    sql`not c.sensitive`,
    query.ended ? sql`c.ended_on < ${day}::date` : sql`(c.ended_on is null or c.ended_on >= ${day}::date)`,
    ofDivisions(ctx.caller.divisionIds),
    ...(query.subject === undefined ? [] : [sql`c.subject = ${query.subject}`]),
    ...(query.q ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => {
        const pattern = containing(word.toLocaleLowerCase('de'));
        return sql`(lower(c.name) like ${pattern} or lower(c.subject_name) like ${pattern})`;
      }),
  ];
  if (query.cursor !== undefined) {
    const [name, id] = readCursor(query.cursor, 2);
    conditions.push(sql`(c.name, c.id) > (${name}::text, ${id}::uuid)`);
  }
  const { rows } = await ctx.read((db) =>
    sql<CourseLine>`select ${courseLineColumns(day)} from courses.pub_course c where c.school_id = ${db.schoolId} and ${sql.join(conditions, sql` and `)}
      order by c.name, c.id limit ${limit + 1}`.execute(db),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? writeCursor([last.name, last.id]) : null };
}
