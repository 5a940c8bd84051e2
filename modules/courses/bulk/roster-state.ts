import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { namedElsewhere } from '#kernel/db/named-elsewhere.ts';
import { courseChanged } from '../events.ts';
import type { TeachingPart } from '../parts.ts';

/** A course with everything an import may change; also the form in which an undo puts one back. */
export interface CourseState {
  id: string;
  name: string;
  /** Short form of the subject. */
  subject: string | null;
  courseType: string | null;
  schoolYear: number | null;
  halfYear: 1 | 2 | null;
  classId: string | null;
  source: string | null;
  sourceId: string | null;
  endedOn: string | null;
}

/** A pupil's place or a teacher's part in a course; days inclusive, open where null; `source` null: entered by hand. */
export interface CourseMemberState {
  courseId: string;
  personId: string;
  validFrom: string | null;
  validTo: string | null;
  source: string | null;
}

/** All courses that have not ended, the latest school year first, with pupils and teachers of all times; three statements. */
export async function coursesState(
  db: Db,
): Promise<{ courses: CourseState[]; members: CourseMemberState[]; teachers: (CourseMemberState & { part: TeachingPart })[] }> {
  const courses =
    await sql<CourseState>`select c.id, c.name, s.short_name as subject, c.course_type as "courseType", c.school_year as "schoolYear",
      c.half_year as "halfYear", c.class_id as "classId", c.source, c.source_id as "sourceId", c.ended_on as "endedOn"
    from courses.course c left join courses.subject s on s.school_id = c.school_id and s.id = c.subject_id
    where c.school_id = ${db.schoolId} and c.ended_on is null order by c.school_year desc nulls last, c.name, c.id`.execute(db);
  const rowOf = sql`r.course_id as "courseId", r.person_id as "personId", r.valid_from as "validFrom", r.valid_to as "validTo", r.source`;
  const running = sql`join courses.course c on c.school_id = r.school_id and c.id = r.course_id and c.ended_on is null where r.school_id = ${db.schoolId}`;
  const members = await sql<CourseMemberState>`select ${rowOf} from courses.member r ${running}`.execute(db);
  const teachers = await sql<CourseMemberState & { part: TeachingPart }>`select ${rowOf}, r.part from courses.teacher r ${running}`.execute(
    db,
  );
  return { courses: courses.rows, members: members.rows, teachers: teachers.rows };
}

/** Puts courses back exactly as they were; subjects stay known. Announces `courses.course_changed`. */
export async function restoreCourses(db: Db, courses: readonly CourseState[]): Promise<void> {
  if (courses.length === 0) return;
  const result = await sql<{
    id: string;
  }>`update courses.course c set name = n.name, course_type = n."courseType", school_year = n."schoolYear",
      half_year = n."halfYear", class_id = n."classId", source = n.source, source_id = n."sourceId", ended_on = n."endedOn",
      subject_id = (select s.id from courses.subject s where s.school_id = ${db.schoolId} and s.short_name = n.subject)
    from jsonb_to_recordset(${JSON.stringify(courses)}::jsonb) as n (id uuid, name text, subject text, "courseType" text, "schoolYear" integer, "halfYear" integer,
      "classId" uuid, source text, "sourceId" text, "endedOn" date)
    where c.school_id = ${db.schoolId} and c.id = n.id returning c.id`.execute(db);
  await db.emitAll(
    courseChanged,
    result.rows.map(({ id }) => ({ courseId: id })),
  );
}

/** Of some courses those on which something hangs (work, say) besides their pupils and teachers, so that an undo keeps them. */
export function coursesInUse(db: Db, ids: readonly string[]): Promise<string[]> {
  return namedElsewhere(db, 'courses.course', ids, ['courses.member', 'courses.teacher']);
}
