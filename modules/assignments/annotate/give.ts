import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** Gives the annotations of these answers back: their pupils see them as they are now. */
export async function giveAnnotations(db: Db, answerIds: readonly string[]): Promise<void> {
  await sql`update assignments.annotation_page g set given_annotations = g.annotations
    where g.school_id = ${db.schoolId} and g.answer_id = any(${[...answerIds]}) and g.given_annotations is distinct from g.annotations`.execute(
    db,
  );
}
