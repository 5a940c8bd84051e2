import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { memberAdded, memberRemoved } from '../events.ts';
import type { CoursePersonKey } from './save-teachers.ts';

/** A pupil in a course, from day to day (inclusive; open where null or absent). */
export interface CourseMemberToSave {
  courseId: string;
  personId: string;
  validFrom?: string | null;
  validTo?: string | null;
  source?: string | null;
}

/** Writes thousands of course memberships in one statement; each pupil once per course, a second save changes the days. */
export async function saveCourseMembers(db: Db, members: readonly CourseMemberToSave[]): Promise<{ added: number; changed: number }> {
  if (members.length === 0) return { added: 0, changed: 0 };
  const rows = members.map((row) => ({ ...row, id: newId() }));
  const result = await sql<{ courseId: string; personId: string; isNew: boolean }>`insert into courses.member as m
      (school_id, id, course_id, person_id, valid_from, valid_to, source)
    select ${db.schoolId}::uuid, n.id, n."courseId", n."personId", n."validFrom", n."validTo", n.source
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "courseId" uuid, "personId" uuid, "validFrom" date, "validTo" date, source text)
    on conflict (school_id, course_id, person_id) do update
      set valid_from = excluded.valid_from, valid_to = excluded.valid_to, source = coalesce(excluded.source, m.source)
    where (m.valid_from, m.valid_to, m.source) is distinct from (excluded.valid_from, excluded.valid_to, coalesce(excluded.source, m.source))
    returning course_id as "courseId", person_id as "personId", xmax = 0 as "isNew"`.execute(db);
  await db.emitAll(
    memberAdded,
    result.rows.map(({ courseId, personId }) => ({ courseId, personId })),
  );
  const added = result.rows.filter(({ isNew }) => isNew).length;
  return { added, changed: result.rows.length - added };
}

/** Ends memberships that still run: `lastDay` is the last day they hold. Announces `courses.member_removed`. */
export async function endCourseMembers(db: Db, members: readonly CoursePersonKey[], lastDay: string): Promise<void> {
  if (members.length === 0) return;
  const result = await sql<CoursePersonKey>`update courses.member m set valid_to = ${lastDay}::date
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as n ("courseId" uuid, "personId" uuid)
    where m.school_id = ${db.schoolId} and m.course_id = n."courseId" and m.person_id = n."personId" and (m.valid_to is null or m.valid_to > ${lastDay}::date)
    returning m.course_id as "courseId", m.person_id as "personId"`.execute(db);
  await db.emitAll(memberRemoved, result.rows);
}

/** Deletes memberships as if they had never been: an undo, or a slip of the hand. Announces `courses.member_removed`. */
export async function removeCourseMembers(db: Db, members: readonly CoursePersonKey[]): Promise<void> {
  if (members.length === 0) return;
  const result = await sql<CoursePersonKey>`delete from courses.member m
    using jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as n ("courseId" uuid, "personId" uuid)
    where m.school_id = ${db.schoolId} and m.course_id = n."courseId" and m.person_id = n."personId"
    returning m.course_id as "courseId", m.person_id as "personId"`.execute(db);
  await db.emitAll(memberRemoved, result.rows);
}
