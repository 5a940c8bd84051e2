import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { PersonColumn } from '#kernel/privacy/privacy.ts';

/** What the bank of comments keeps about people. */
export const commentColumns: PersonColumn[] = [
  {
    column: 'assignments.comment.owner_id',
    why: { de: 'Wem ein Textbaustein für Rückmeldungen gehört.', en: 'Whose a comment kept at hand is.' },
    keep: { days: 730, after: 'school_year' },
  },
];

/** The comments somebody keeps at hand; for the export. */
export function exportComments(db: Db, personId: string) {
  return sql`select id, text, used from assignments.comment o where school_id = ${db.schoolId} and owner_id = ${personId}`;
}

/** They are seen by nobody else and go with their owner; answers keep the words that were put into them. */
export async function eraseComments(db: Db, personId: string): Promise<Record<string, number>> {
  const { numAffectedRows } =
    await sql`delete from assignments.comment where school_id = ${db.schoolId} and owner_id = ${personId}`.execute(db);
  return { 'assignments.comment.owner_id': Number(numAffectedRows ?? 0) };
}

/** Two entries were one human: the double's comments belong to the kept person. */
export async function mergeComments(db: Db, keptId: string, doubleId: string): Promise<void> {
  await sql`update assignments.comment set owner_id = ${keptId} where school_id = ${db.schoolId} and owner_id = ${doubleId}`.execute(db);
}
