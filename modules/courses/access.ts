import { sql } from 'kysely';
import type { Caller } from '#kernel/access/caller.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { type Course, courseColumns, validOn } from './members.ts';
import type { TeachingPart } from './parts.ts';

/**
 * The course, for one of its teachers in the context of work (every part counts; who may do more asks `part`). Ended courses stay open
 * to those who taught them to the end.
 *
 * @param day  'YYYY-MM-DD'
 * @throws not found (404) for everybody else, and when there is no such course: we do not tell which
 */
export async function requireCourseTeacher(
  db: Db,
  caller: Caller,
  courseId: string,
  day: string,
): Promise<Course & { part: TeachingPart }> {
  if (caller.context !== 'work') notFound('course');
  const { rows } = await sql<Course & { part: TeachingPart }>`select ${courseColumns}, t.part from courses.teacher t
    join courses.course c on c.school_id = t.school_id and c.id = t.course_id
    left join courses.subject s on s.school_id = c.school_id and s.id = c.subject_id
    where t.school_id = ${db.schoolId} and t.course_id = ${courseId} and t.person_id = ${caller.personId} and ${validOn('t', day)}`.execute(
    db,
  );
  return rows[0] ?? notFound('course');
}

/**
 * The course, for one of its pupils in the context of a pupil.
 *
 * @throws not found (404) for everybody else
 */
export async function requireCoursePupil(db: Db, caller: Caller, courseId: string, day: string): Promise<Course> {
  if (caller.context !== 'pupil') notFound('course');
  const { rows } = await sql<Course>`select ${courseColumns} from courses.member m
    join courses.course c on c.school_id = m.school_id and c.id = m.course_id
    left join courses.subject s on s.school_id = c.school_id and s.id = c.subject_id
    where m.school_id = ${db.schoolId} and m.course_id = ${courseId} and m.person_id = ${caller.personId} and ${validOn('m', day)}`.execute(
    db,
  );
  return rows[0] ?? notFound('course');
}
