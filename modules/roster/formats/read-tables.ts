import { checkClasses } from './class-checks.ts';
import { type BoundColumns, bindColumns, type ColumnMapping } from './column-mapping.ts';
import type { DetectedTable } from './detected.ts';
import { isDroppedColumn } from './dropped-fields.ts';
import { bindTable, readPersonRows } from './free-table.ts';
import { readGuardianRows } from './guardian-table.ts';
import { guessMapping } from './guess-mapping.ts';
import { limits } from './limits.ts';
import { type ProblemList, RosterFileError } from './problem.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { RosterSnapshot } from './snapshot.ts';
import { SnapshotBuilder } from './snapshot-builder.ts';
import type { RosterTable } from './table.ts';
import { isZip, type RosterFile } from './unzip.ts';

export interface TableOptions {
  mapping?: ColumnMapping | readonly ColumnMapping[] | undefined;
  today?: string | undefined;
  knownClasses?: readonly string[] | undefined;
}

interface Planned {
  table: RosterTable;
  mapping: ColumnMapping;
  bound: BoundColumns;
}

/**
 * Reads free tables (CSV, XLSX) into a snapshot. Each table takes the first of the given mappings whose names it has, else a preset or
 * guess by its columns. Guardians come last, so that they find the children of the other tables.
 */
export async function readTables(
  format: 'csv' | 'xlsx',
  files: readonly RosterFile[],
  options: TableOptions,
  problems: ProblemList,
): Promise<{ snapshot: RosterSnapshot | null; tables: DetectedTable[] }> {
  const given = options.mapping === undefined ? [] : [options.mapping].flat();
  const tables: RosterTable[] = [];
  for (const file of files)
    tables.push(...(isZip(file.bytes) ? await readXlsx(file, problems) : [readCsv(file, problems, given.length === 1 ? given[0] : {})]));
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  if (rows > limits.rows) throw new RosterFileError(files[0]?.name ?? '', 'too_many_rows', { limit: limits.rows, count: rows });

  const detected: DetectedTable[] = [];
  const planned: Planned[] = [];
  for (const table of tables) {
    const fitting = given.find((each) => fits(table, each)) ?? (given.length === 1 && tables.length === 1 ? given[0] : undefined);
    const guess = fitting === undefined ? guessMapping(table) : { mapping: fitting, confidence: 1, preset: null };
    detected.push(describe(table, guess));
    if (table.sheet !== null && guess.confidence < 0.5 && tables.some((each) => each !== table && each.file === table.file)) {
      problems.add({ file: table.file }, null, 'sheet_ignored', { sheet: table.sheet });
      continue;
    }
    const bound = bindTable(table, guess.mapping, problems);
    if (bound !== null) planned.push({ table, mapping: guess.mapping, bound });
  }
  return { snapshot: planned.length === 0 ? null : build(format, planned, options, problems), tables: detected };
}

function build(format: 'csv' | 'xlsx', planned: readonly Planned[], options: TableOptions, problems: ProblemList): RosterSnapshot {
  const builder = new SnapshotBuilder(problems, { today: options.today });
  for (const { table, mapping, bound } of planned) {
    if (mapping.rows !== 'guardian') readPersonRows(table, mapping, bound, builder);
  }
  for (const { table, mapping, bound } of planned) {
    if (mapping.rows === 'guardian') readGuardianRows(table, mapping, bound, builder);
  }
  // Tables with guardians among other roles come last too: a child may stand below its parents.
  for (const { table, mapping, bound } of planned) {
    const hasChild = bound.childId !== undefined || bound.childLastName !== undefined;
    if (mapping.rows === 'by_role' && hasChild) readGuardianRows(table, mapping, bound, builder);
  }
  const whole = (rows: ColumnMapping['rows'], kind: string) =>
    planned.some(
      ({ mapping }) =>
        (mapping.complete ?? true) &&
        (mapping.rows === rows || (mapping.rows === 'by_role' && builder.persons.some((each) => each.kind === kind))),
    );
  const column = (name: 'class' | 'courses') =>
    planned.some(
      ({ mapping, bound }) =>
        mapping.rows !== 'guardian' && (bound[name] !== undefined || (name === 'class' && bound.classes !== undefined)),
    );
  const pupils = whole('pupil', 'pupil');
  const snapshot = builder.finish(
    { format, schoolNumber: null, schoolYear: null, halfYear: null },
    {
      pupils,
      teachers: whole('teacher', 'teacher'),
      guardians: planned.some(({ mapping }) => mapping.rows === 'guardian' && mapping.complete === true),
      classes: pupils && column('class'),
      courses: pupils && column('courses'),
    },
  );
  checkClasses(snapshot, options.knownClasses, problems, (file) => classColumn(planned, file));
  return snapshot;
}

function classColumn(planned: readonly Planned[], file: string): string {
  const bound = planned.find(({ table }) => table.file === file)?.bound;
  return bound?.class?.[0]?.header ?? bound?.classes?.[0]?.header ?? 'class';
}

/** Whether a table has the names a mapping needs. */
function fits(table: RosterTable, mapping: ColumnMapping): boolean {
  const { bound } = bindColumns(table, mapping);
  const named = bound.fullName !== undefined || (bound.lastName !== undefined && (bound.firstName ?? bound.callName) !== undefined);
  return (
    named &&
    (mapping.rows !== 'guardian' || (bound.childId ?? bound.childLastName) !== undefined) &&
    (mapping.rows !== 'by_role' || bound.role !== undefined)
  );
}

function describe(table: RosterTable, guess: { mapping: ColumnMapping; confidence: number; preset: string | null }): DetectedTable {
  const columns = table.headers.map((name) => ({ name, dropped: isDroppedColumn(name) }));
  const sample = table.rows
    .slice(0, limits.sampleRows)
    .map((row) => row.cells.map((cell, index) => (columns[index]?.dropped ? '' : cell.slice(0, 200))));
  const { file, sheet, encoding, separator } = table;
  return { file, sheet, encoding, separator, columns, sample, rows: table.rows.length, ...guess };
}
