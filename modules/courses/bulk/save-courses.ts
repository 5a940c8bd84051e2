import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { courseAdded, courseChanged, courseEnded } from '../events.ts';

/** One course to be written; absent optional fields become null. */
export interface CourseToSave {
  /** `newId()` for a new course, the known id for one that is there. */
  id: string;
  name: string;
  /** Short form of the subject ("M"); subjects unknown here are made. */
  subject?: string | null;
  /** "Mathematik"; by default the short form. */
  subjectName?: string | null;
  /** Kursart: GK, LK, PUK … */
  courseType?: string | null;
  /** First calendar year of the school year. */
  schoolYear?: number | null;
  halfYear?: 1 | 2 | null;
  /** The class that sits in it exactly. */
  classId?: string | null;
  source?: string | null;
  sourceId?: string | null;
  sensitive?: boolean;
}

/**
 * Writes many courses in two statements (subjects, courses): new ids are inserted, known ids changed, an ended course lives again.
 * `sensitive` is never taken back by an import. Idempotent. Announces `courses.course_added` and `courses.course_changed`.
 */
export async function saveCourses(db: Db, courses: readonly CourseToSave[], now: Date): Promise<{ added: string[]; changed: string[] }> {
  if (courses.length === 0) return { added: [], changed: [] };
  await saveSubjects(
    db,
    courses.flatMap(({ subject, subjectName }) => (subject ? [{ shortName: subject, name: subjectName ?? null }] : [])),
  );
  const rows = courses.map((course) => ({ sensitive: false, ...course }));
  const result = await sql<{ id: string; isNew: boolean }>`insert into courses.course as c
      (school_id, id, subject_id, name, course_type, school_year, half_year, class_id, source, source_id, sensitive, created_at)
    select ${db.schoolId}::uuid, n.id, s.id, n.name, n."courseType", n."schoolYear", n."halfYear", n."classId", n.source, n."sourceId", n.sensitive, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, name text, subject text, "courseType" text, "schoolYear" integer, "halfYear" integer,
      "classId" uuid, source text, "sourceId" text, sensitive boolean)
    left join courses.subject s on s.school_id = ${db.schoolId} and s.short_name = n.subject
    on conflict (school_id, id) do update set subject_id = excluded.subject_id, name = excluded.name, course_type = excluded.course_type,
      school_year = excluded.school_year, half_year = excluded.half_year, class_id = excluded.class_id,
      source = coalesce(excluded.source, c.source), source_id = coalesce(excluded.source_id, c.source_id), sensitive = c.sensitive or excluded.sensitive, ended_on = null
    where (c.subject_id, c.name, c.course_type, c.school_year, c.half_year, c.class_id, c.source, c.source_id, c.ended_on)
      is distinct from (excluded.subject_id, excluded.name, excluded.course_type, excluded.school_year, excluded.half_year, excluded.class_id,
        coalesce(excluded.source, c.source), coalesce(excluded.source_id, c.source_id), null::date)
    returning id, xmax = 0 as "isNew"`.execute(db);
  const added = result.rows.filter(({ isNew }) => isNew).map(({ id }) => id);
  const changed = result.rows.filter(({ isNew }) => !isNew).map(({ id }) => id);
  await db.emitAll(
    courseAdded,
    added.map((courseId) => ({ courseId })),
  );
  await db.emitAll(
    courseChanged,
    changed.map((courseId) => ({ courseId })),
  );
  return { added, changed };
}

/** Writes subjects by their short name; a known one gets a long name when it had none. The same short name may come often. */
export async function saveSubjects(db: Db, subjects: readonly { shortName: string; name: string | null }[]): Promise<void> {
  const named = new Map<string, string | null>();
  for (const { shortName, name } of subjects) named.set(shortName, named.get(shortName) ?? name);
  if (named.size === 0) return;
  const rows = [...named].map(([shortName, name]) => ({ id: newId(), shortName, name: name ?? shortName }));
  await sql`insert into courses.subject as s (school_id, id, short_name, name)
    select ${db.schoolId}::uuid, n.id, n."shortName", n.name from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "shortName" text, name text)
    on conflict (school_id, short_name) do update set name = excluded.name where s.name = s.short_name and excluded.name <> s.name`.execute(
    db,
  );
}

/** Ends courses; `lastDay` is the last day they exist. Announces `courses.course_ended`. */
export async function endCourses(db: Db, ids: readonly string[], lastDay: string): Promise<void> {
  const result = await sql<{ id: string }>`update courses.course set ended_on = ${lastDay}::date
    where school_id = ${db.schoolId} and id = any(${[...ids]}) and ended_on is null returning id`.execute(db);
  await db.emitAll(
    courseEnded,
    result.rows.map(({ id }) => ({ courseId: id })),
  );
}

/** Lets ended courses go on, as the undo of `endCourses`. */
export async function reopenCourses(db: Db, ids: readonly string[]): Promise<void> {
  const result = await sql<{ id: string }>`update courses.course set ended_on = null
    where school_id = ${db.schoolId} and id = any(${[...ids]}) and ended_on is not null returning id`.execute(db);
  await db.emitAll(
    courseChanged,
    result.rows.map(({ id }) => ({ courseId: id })),
  );
}

/**
 * Deletes courses with their teachers and members, as the undo of having added them.
 *
 * @throws an error of the database when something else (work, say) hangs on one
 */
export async function removeCourses(db: Db, ids: readonly string[]): Promise<void> {
  const list = [...ids];
  await sql`delete from courses.member where school_id = ${db.schoolId} and course_id = any(${list})`.execute(db);
  await sql`delete from courses.teacher where school_id = ${db.schoolId} and course_id = any(${list})`.execute(db);
  await sql`delete from courses.course where school_id = ${db.schoolId} and id = any(${list})`.execute(db);
}
