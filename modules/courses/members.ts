import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { TeachingPart } from './parts.ts';

/** A course as other modules show one. */
export interface Course {
  id: string;
  name: string;
  /** Short form of the subject, for its hue; null without. */
  subject: string | null;
  subjectName: string | null;
  courseType: string | null;
  /** The class that sits in it exactly, else null. */
  classId: string | null;
  sensitive: boolean;
}

/** Columns of a `Course` from `courses.course c` and its subject `s`. */
export const courseColumns = sql`c.id, c.name, s.short_name as subject, s.name as "subjectName", c.course_type as "courseType", c.class_id as "classId", c.sensitive`;

/** Courses by id, in one statement; unknown ids are missing from the map. Rights are the caller's affair. */
export async function coursesById(db: Db, ids: readonly string[]): Promise<Map<string, Course>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Course>`select ${courseColumns} from courses.course c
    left join courses.subject s on s.school_id = c.school_id and s.id = c.subject_id
    where c.school_id = ${db.schoolId} and c.id = any(${[...new Set(ids)]})`.execute(db);
  return new Map(rows.map((course) => [course.id, course]));
}

/** The pupils of many courses on a day, locked and gone ones left out; within a course in the order of their names. */
export async function pupilsOfCourse(db: Db, courseIds: readonly string[], day: string): Promise<{ courseId: string; personId: string }[]> {
  const { rows } = await sql<{ courseId: string; personId: string }>`select m.course_id as "courseId", m.person_id as "personId"
    from courses.member m join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id and p.status = 'active'
    where m.school_id = ${db.schoolId} and m.course_id = any(${[...courseIds]}) and ${validOn('m', day)}
    order by m.course_id, p.sort_name, p.id`.execute(db);
  return rows;
}

/** The teachers of many courses on a day with their parts; who leads comes first. */
export async function teachersOfCourse(
  db: Db,
  courseIds: readonly string[],
  day: string,
): Promise<{ courseId: string; personId: string; part: TeachingPart }[]> {
  const { rows } = await sql<{
    courseId: string;
    personId: string;
    part: TeachingPart;
  }>`select t.course_id as "courseId", t.person_id as "personId", t.part
    from courses.teacher t join people.pub_person p on p.school_id = t.school_id and p.id = t.person_id and p.status = 'active'
    where t.school_id = ${db.schoolId} and t.course_id = any(${[...courseIds]}) and ${validOn('t', day)}
    order by t.course_id, t.part <> 'leads', p.sort_name, p.id`.execute(db);
  return rows;
}

/** The courses a person teaches on a day, with the part, in the order of their names. */
export async function coursesOfTeacher(db: Db, personId: string, day: string): Promise<(Course & { part: TeachingPart })[]> {
  const { rows } = await sql<Course & { part: TeachingPart }>`select ${courseColumns}, t.part from courses.teacher t
    join courses.course c on c.school_id = t.school_id and c.id = t.course_id and ${notEnded(day)}
    left join courses.subject s on s.school_id = c.school_id and s.id = c.subject_id
    where t.school_id = ${db.schoolId} and t.person_id = ${personId} and ${validOn('t', day)}
    order by c.name, c.id`.execute(db);
  return rows;
}

/** The courses many pupils sit in on a day, one row per pupil and course, in the order of course names. */
export async function coursesOfPupil(db: Db, pupilIds: readonly string[], day: string): Promise<(Course & { personId: string })[]> {
  const { rows } = await sql<Course & { personId: string }>`select ${courseColumns}, m.person_id as "personId" from courses.member m
    join courses.course c on c.school_id = m.school_id and c.id = m.course_id and ${notEnded(day)}
    left join courses.subject s on s.school_id = c.school_id and s.id = c.subject_id
    where m.school_id = ${db.schoolId} and m.person_id = any(${[...pupilIds]}) and ${validOn('m', day)}
    order by c.name, c.id`.execute(db);
  return rows;
}

/** Whether a row's days (inclusive, open where null) hold a day. `alias` is a literal of this program. */
export function validOn(alias: 'm' | 't', day: string) {
  const row = sql.raw(alias);
  return sql`(${row}.valid_from is null or ${row}.valid_from <= ${day}::date) and (${row}.valid_to is null or ${row}.valid_to >= ${day}::date)`;
}

/** Whether course `c` exists on a day. */
export function notEnded(day: string) {
  return sql`(c.ended_on is null or c.ended_on >= ${day}::date)`;
}
