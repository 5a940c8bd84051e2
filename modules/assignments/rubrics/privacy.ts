import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { PersonColumn } from '#kernel/privacy/privacy.ts';

/** What rubrics keep about people. */
export const rubricColumns: PersonColumn[] = [
  {
    column: 'assignments.rubric.made_by',
    why: { de: 'Wem ein Bewertungsraster gehört.', en: 'Whose a rubric is.' },
    keep: { days: 730, after: 'school_year' },
  },
];

/** The rubrics somebody made; for the export. */
export function exportRubrics(db: Db, personId: string) {
  return sql`select id, title, criteria, shared from assignments.rubric o where school_id = ${db.schoolId} and made_by = ${personId}`;
}

/** Rubrics of one's own go; shared ones stay with the school, without the name. Work keeps its copies, which name nobody. */
export async function eraseRubrics(db: Db, personId: string): Promise<Record<string, number>> {
  const own = sql`school_id = ${db.schoolId} and made_by = ${personId}`;
  const kept = await sql`update assignments.rubric set made_by = null where ${own} and shared`.execute(db);
  const gone = await sql`delete from assignments.rubric where ${own}`.execute(db);
  return { 'assignments.rubric.made_by': Number(kept.numAffectedRows ?? 0) + Number(gone.numAffectedRows ?? 0) };
}

/** Two entries were one human: the double's rubrics belong to the kept person. */
export async function mergeRubrics(db: Db, keptId: string, doubleId: string): Promise<void> {
  await sql`update assignments.rubric set made_by = ${keptId} where school_id = ${db.schoolId} and made_by = ${doubleId}`.execute(db);
}
