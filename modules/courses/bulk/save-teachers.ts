import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { teacherAdded, teacherRemoved } from '../events.ts';
import type { TeachingPart } from '../parts.ts';

/** A teacher's part in a course, from day to day (inclusive; open where null or absent). */
export interface CourseTeacherToSave {
  courseId: string;
  personId: string;
  part: TeachingPart;
  validFrom?: string | null;
  validTo?: string | null;
  source?: string | null;
}

export type CoursePersonKey = Pick<CourseTeacherToSave, 'courseId' | 'personId'>;

/** Writes many parts of teachers in one statement; each teacher once per course, a second save changes part and days. */
export async function saveCourseTeachers(db: Db, teachers: readonly CourseTeacherToSave[]): Promise<{ added: number; changed: number }> {
  if (teachers.length === 0) return { added: 0, changed: 0 };
  const rows = teachers.map((row) => ({ ...row, id: newId() }));
  const result = await sql<{ courseId: string; personId: string; isNew: boolean }>`insert into courses.teacher as t
      (school_id, id, course_id, person_id, part, valid_from, valid_to, source)
    select ${db.schoolId}::uuid, n.id, n."courseId", n."personId", n.part, n."validFrom", n."validTo", n.source
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n (id uuid, "courseId" uuid, "personId" uuid, part text, "validFrom" date, "validTo" date, source text)
    on conflict (school_id, course_id, person_id) do update
      set part = excluded.part, valid_from = excluded.valid_from, valid_to = excluded.valid_to, source = coalesce(excluded.source, t.source)
    where (t.part, t.valid_from, t.valid_to, t.source) is distinct from (excluded.part, excluded.valid_from, excluded.valid_to, coalesce(excluded.source, t.source))
    returning course_id as "courseId", person_id as "personId", xmax = 0 as "isNew"`.execute(db);
  await db.emitAll(
    teacherAdded,
    result.rows.map(({ courseId, personId }) => ({ courseId, personId })),
  );
  const added = result.rows.filter(({ isNew }) => isNew).length;
  return { added, changed: result.rows.length - added };
}

/** Ends parts that still run: `lastDay` is the last day they hold. Announces `courses.teacher_removed`. */
export async function endCourseTeachers(db: Db, teachers: readonly CoursePersonKey[], lastDay: string): Promise<void> {
  if (teachers.length === 0) return;
  const result = await sql<CoursePersonKey>`update courses.teacher t set valid_to = ${lastDay}::date
    from jsonb_to_recordset(${JSON.stringify(teachers)}::jsonb) as n ("courseId" uuid, "personId" uuid)
    where t.school_id = ${db.schoolId} and t.course_id = n."courseId" and t.person_id = n."personId" and (t.valid_to is null or t.valid_to > ${lastDay}::date)
    returning t.course_id as "courseId", t.person_id as "personId"`.execute(db);
  await db.emitAll(teacherRemoved, result.rows);
}

/** Deletes parts as if they had never been: an undo, or a slip of the hand. Announces `courses.teacher_removed`. */
export async function removeCourseTeachers(db: Db, teachers: readonly CoursePersonKey[]): Promise<void> {
  if (teachers.length === 0) return;
  const result = await sql<CoursePersonKey>`delete from courses.teacher t
    using jsonb_to_recordset(${JSON.stringify(teachers)}::jsonb) as n ("courseId" uuid, "personId" uuid)
    where t.school_id = ${db.schoolId} and t.course_id = n."courseId" and t.person_id = n."personId"
    returning t.course_id as "courseId", t.person_id as "personId"`.execute(db);
  await db.emitAll(teacherRemoved, result.rows);
}
