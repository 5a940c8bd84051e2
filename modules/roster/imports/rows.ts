import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { SetCounts } from '../apply/store-plan.ts';
import type { ColumnMapping } from '../formats/column-mapping.ts';
import type { DetectedRoster } from '../formats/detected.ts';
import type { RosterFormat } from '../formats/snapshot.ts';
import type { ContinuedClass } from '../plan/continued-classes.ts';
import type { ClassCounts, Counts } from '../plan/counts.ts';
import type { Stop } from '../plan/stops.ts';
import type { SeenProblem } from './problems.ts';

export type ImportState = 'open' | 'reading' | 'read' | 'applying' | 'applied' | 'undoing' | 'undone' | 'failed';

/** One import as it is kept. */
export interface ImportRow {
  id: string;
  state: ImportState;
  formatWanted: RosterFormat | 'auto';
  format: RosterFormat | null;
  mappings: ColumnMapping[] | null;
  detected: DetectedRoster | null;
  problems: SeenProblem[];
  counts: Counts | null;
  perClass: ClassCounts[] | null;
  stops: Stop[] | null;
  sets: SetCounts | null;
  digest: string | null;
  step: string | null;
  stepDone: number;
  failure: string | null;
  confirmed: boolean;
  /** Somebody has said whether the lists name everybody; null: nobody said. */
  complete: boolean | null;
  continued: ContinuedClass[] | null;
  madeBy: string | null;
  madeAt: Date;
  touchedAt: Date;
  appliedAt: Date | null;
  undoneAt: Date | null;
}

const columns = sql`i.id, i.state, i.format_wanted as "formatWanted", i.format, i.mappings, i.detected, i.problems, i.counts, i.per_class as "perClass", i.stops, i.sets,
  i.digest, i.step, i.step_done as "stepDone", i.failure, i.confirmed, i.complete, i.continued, i.made_by as "madeBy", i.made_at as "madeAt", i.touched_at as "touchedAt",
  i.applied_at as "appliedAt", i.undone_at as "undoneAt"`;

/**
 * One import of this school.
 *
 * @throws not found (404) when there is none, or it was thrown away
 */
export async function importById(db: Db, importId: string): Promise<ImportRow> {
  const { rows } =
    await sql<ImportRow>`select ${columns} from roster.import i where i.school_id = ${db.schoolId} and i.id = ${importId}`.execute(db);
  return rows[0] ?? notFound('import');
}

/** One uploaded file; hash and key are gone once it was applied. */
export interface FileRow {
  id: string;
  name: string;
  sizeBytes: number;
  hash: string | null;
  key: Buffer | null;
}

/** The files of an import in the order in which they came. */
export async function filesOf(db: Db, importId: string): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`select f.id, f.name, f.size_bytes as "sizeBytes", f.blob_hash as hash, f.seal_key as key
    from roster.file f where f.school_id = ${db.schoolId} and f.import_id = ${importId} order by f.id`.execute(db);
  return rows;
}

/** The last import that was applied and not taken back, and whether it can be. One that changed nothing stands in nobody's way. */
export async function lastApplied(db: Db): Promise<{ id: string; appliedAt: Date; canUndo: boolean } | null> {
  const { rows } = await sql<{ id: string; appliedAt: Date; canUndo: boolean }>`select i.id, i.applied_at as "appliedAt",
      exists (select from roster.change c where c.school_id = i.school_id and c.import_id = i.id) as "canUndo"
    from roster.import i where i.school_id = ${db.schoolId} and i.applied_at is not null and i.undone_at is null
    order by "canUndo" desc, i.applied_at desc, i.id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** What was answered: row key → person, or null for somebody new. */
export async function answersOf(db: Db, importId: string): Promise<Map<string, string | null>> {
  const { rows } = await sql<{
    rowKey: string;
    answerId: string | null;
  }>`select row_key as "rowKey", answer_id as "answerId" from roster.question
    where school_id = ${db.schoolId} and import_id = ${importId} and answered`.execute(db);
  return new Map(rows.map(({ rowKey, answerId }) => [rowKey, answerId]));
}
