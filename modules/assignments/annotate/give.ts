import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** Gives the annotations of these answers back, with those on earlier versions of the same work: their pupils see them as they are now. */
export async function giveAnnotations(db: Db, answerIds: readonly string[]): Promise<void> {
  await sql`update assignments.annotation_page g set given_annotations = g.annotations
    from assignments.answer n join assignments.answer e on e.school_id = n.school_id and e.assignment_id = n.assignment_id and e.pupil_id = n.pupil_id
    where n.school_id = ${db.schoolId} and n.id = any(${[...answerIds]}) and g.school_id = e.school_id and g.answer_id = e.id and g.given_annotations is distinct from g.annotations`.execute(
    db,
  );
}
