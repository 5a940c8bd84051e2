import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { ownGroupsContract } from './contract.ts';
import { validOn } from './visible-people.ts';

export type CourseLine = Answer<typeof ownGroupsContract>['courses'][number];

/** Columns of a line about course `c` (courses.pub_course) on a day: its teachers' names and how many sit in it. */
export function courseLineColumns(day: string) {
  return columns((alias) => validOn(alias, day));
}

function columns(there: (alias: string) => RawBuilder<unknown>) {
  return sql`c.id, c.name, c.subject, c.subject_name as "subjectName", c.class_id as "classId",
    coalesce((select array_agg(p.name order by t.part <> 'leads', p.sort_name) from courses.pub_teacher t
      join people.pub_person p on p.school_id = t.school_id and p.id = t.person_id and p.status = 'active'
      where t.school_id = c.school_id and t.course_id = c.id and ${there('t')}), '{}') as teachers,
    (select count(*) from courses.pub_member cm where cm.school_id = c.school_id and cm.course_id = c.id and ${there('cm')})::int as "pupilCount"`;
}

/** Lines of the courses of today that meet a condition on `c`, in the order of subject and name; one statement. */
export async function courseLines(db: Db, day: string, condition: RawBuilder<SqlBool>): Promise<CourseLine[]> {
  const { rows } = await sql<CourseLine>`select ${courseLineColumns(day)} from courses.pub_course c
    where c.school_id = ${db.schoolId} and (c.ended_on is null or c.ended_on >= ${day}::date) and ${condition}
    order by coalesce(c.subject_name, c.name), c.name, c.id`.execute(db);
  return rows;
}

/** Ten years of a teacher's courses. */
const mostEnded = 300;

/** Lines of the courses that are over and that a person taught on their last day, newest first, as they were then; one statement. */
export async function endedCourseLines(db: Db, day: string, personId: string): Promise<CourseLine[]> {
  const onLastDay = (alias: string) => {
    const row = sql.raw(alias);
    return sql`(${row}.valid_from is null or ${row}.valid_from <= c.ended_on) and (${row}.valid_to is null or ${row}.valid_to >= c.ended_on)`;
  };
  const { rows } = await sql<CourseLine>`select ${columns(onLastDay)} from courses.pub_course c
    where c.school_id = ${db.schoolId} and c.ended_on < ${day}::date and not c.sensitive and exists (select from courses.pub_teacher own
      where own.school_id = c.school_id and own.course_id = c.id and own.person_id = ${personId} and ${onLastDay('own')})
    order by c.ended_on desc, coalesce(c.subject_name, c.name), c.name, c.id limit ${mostEnded}`.execute(db);
  return rows;
}

/** Course `c` is taught by a person. */
export function taughtBy(personId: string, day: string): RawBuilder<SqlBool> {
  return sql`exists (select from courses.pub_teacher own where own.school_id = c.school_id and own.course_id = c.id and own.person_id = ${personId} and ${validOn('own', day)})`;
}

/** One of these persons sits in course `c`. */
export function attendedBy(personIds: readonly string[], day: string): RawBuilder<SqlBool> {
  return sql`exists (select from courses.pub_member own where own.school_id = c.school_id and own.course_id = c.id and own.person_id = any(${[...personIds]}::uuid[]) and ${validOn('own', day)})`;
}
