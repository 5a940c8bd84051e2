import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** Annotations that were given back to somebody; for the export. They name nobody themselves and go with the answer they belong to. */
export function exportReceivedAnnotations(db: Db, pupilId: string) {
  return sql`select * from (select g.id, (select a.title from assignments.assignment a where a.school_id = n.school_id and a.id = n.assignment_id) as title,
      g.page, g.given_annotations as annotations
    from assignments.annotation_page g join assignments.answer n on n.school_id = g.school_id and n.id = g.answer_id
    where g.school_id = ${db.schoolId} and n.pupil_id = ${pupilId} and g.given_annotations is not null) o where true`;
}

/** Annotations in answers that somebody wrote last; for the export. */
export function exportMadeAnnotations(db: Db, teacherId: string) {
  return sql`select * from (select g.id, (select a.title from assignments.assignment a where a.school_id = n.school_id and a.id = n.assignment_id) as title,
      g.page, g.annotations
    from assignments.annotation_page g join assignments.answer n on n.school_id = g.school_id and n.id = g.answer_id
    where g.school_id = ${db.schoolId} and n.made_by = ${teacherId}) o where true`;
}
