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
import { readUntis, untisFileOf } from './untis.ts';
import { isZip, type RosterFile } from './unzip.ts';

export interface TableOptions {
  mapping?: ColumnMapping | readonly ColumnMapping[] | undefined;
  today?: string | undefined;
  knownClasses?: readonly string[] | undefined;
  /** A person says whether the files list everybody, or that what is usual for their columns holds; undefined: nobody said. */
  complete?: boolean | 'as_usual' | undefined;
}

interface Planned {
  table: RosterTable;
  mapping: ColumnMapping;
  bound: BoundColumns;
}

/** A mapping for one table and how it came to be chosen; `preset` null without one. */
interface Chosen {
  mapping: ColumnMapping;
  confidence: number;
  preset: string | null;
}

/**
 * Reads free tables (CSV, XLSX) into a snapshot. Each table takes that of the given mappings whose names fit it best, else a preset or
 * guess by its columns. Guardians come last, so that they find the children of the other tables.
 *
 * Absence means leaving only where a person has said so: with `complete`, or by naming a mapping that says it. Columns the program has
 * recognised by itself say what a table holds, never that it holds everybody, unless a person trusts them to (`as_usual`).
 */
export async function readTables(
  format: 'csv' | 'xlsx',
  files: readonly RosterFile[],
  options: TableOptions,
  problems: ProblemList,
): Promise<{ snapshot: RosterSnapshot | null; tables: DetectedTable[] }> {
  const given = options.mapping === undefined ? [] : [options.mapping].flat();
  const tables: RosterTable[] = [];
  for (const file of files) tables.push(...(await tablesOf(file, given.length === 1 ? given[0] : undefined, problems)));
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  if (rows > limits.rows) throw new RosterFileError(files[0]?.name ?? '', 'too_many_rows', { limit: limits.rows, count: rows });

  const detected: DetectedTable[] = [];
  const planned: Planned[] = [];
  for (const [at, table] of tables.entries()) {
    const chosen = choose(table, at, given, tables.length, options.complete);
    detected.push(describe(table, chosen));
    if (table.sheet !== null && chosen.confidence < 0.5 && tables.some((each) => each !== table && each.file === table.file)) {
      problems.add({ file: table.file }, null, 'sheet_ignored', { sheet: table.sheet });
      continue;
    }
    const bound = bindTable(table, chosen.mapping, problems);
    if (bound !== null) planned.push({ table, mapping: chosen.mapping, bound });
  }
  return { snapshot: planned.length === 0 ? null : build(format, planned, options, problems), tables: detected };
}

async function tablesOf(file: RosterFile, given: ColumnMapping | undefined, problems: ProblemList): Promise<RosterTable[]> {
  if (isZip(file.bytes)) return readXlsx(file, problems);
  const untis = untisFileOf(file.name);
  if (untis === '004' || untis === '010') return [readUntis(untis, file, problems)];
  return [readCsv(file, problems, given)];
}

/** The mapping of one table, with `complete` said outright. */
function choose(table: RosterTable, at: number, given: readonly ColumnMapping[], tables: number, said: TableOptions['complete']): Chosen {
  const outright = said === 'as_usual' ? undefined : said;
  const named = bestFitting(table, at, given) ?? (given.length === 1 && tables === 1 ? given[0] : undefined);
  if (named !== undefined)
    return { mapping: { ...named, complete: outright ?? named.complete ?? named.rows !== 'guardian' }, confidence: 1, preset: null };
  const guess = guessMapping(table);
  const usual = said === 'as_usual' && (guess.mapping.complete ?? guess.mapping.rows !== 'guardian');
  return { ...guess, mapping: { ...guess.mapping, complete: outright ?? usual } };
}

/** Of the given mappings the one that fits with the fewest names missing; of equals the one at the table's own place, then the first. */
function bestFitting(table: RosterTable, at: number, given: readonly ColumnMapping[]): ColumnMapping | undefined {
  const fitting = given.flatMap((mapping, place) =>
    fits(table, mapping) ? [{ mapping, missing: bindColumns(table, mapping).missing.length, isOwn: place === at }] : [],
  );
  return fitting.sort((a, b) => a.missing - b.missing || Number(b.isOwn) - Number(a.isOwn))[0]?.mapping;
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
        mapping.complete === true &&
        (mapping.rows === rows || (mapping.rows === 'by_role' && builder.persons.some((each) => each.kind === kind))),
    );
  const column = (name: 'class' | 'courses') =>
    planned.some(
      ({ mapping, bound }) =>
        mapping.rows !== 'guardian' && (bound[name] !== undefined || (name === 'class' && bound.classes !== undefined)),
    );
  const pupils = whole('pupil', 'pupil');
  const snapshot = builder.finish(
    { format, ...(isUntis(planned) && { program: 'untis' }), schoolNumber: null, schoolYear: null, halfYear: null },
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

/** Untis' short names and keys are ids of its own; in one import with other lists they are a list's. */
function isUntis(planned: readonly Planned[]): boolean {
  return planned.every(({ table }) => untisFileOf(table.file) !== null);
}

function classColumn(planned: readonly Planned[], file: string): string {
  const bound = planned.find(({ table }) => table.file === file)?.bound;
  return bound?.class?.[0]?.header ?? bound?.classes?.[0]?.header ?? 'class';
}

/** Whether a table has the names a mapping needs, and at least half of all its names: a list of guardians has names too, but is no list of pupils. */
function fits(table: RosterTable, mapping: ColumnMapping): boolean {
  const { bound, missing } = bindColumns(table, mapping);
  if (missing.length > Object.keys(bound).length) return false;
  const named = bound.fullName !== undefined || (bound.lastName !== undefined && (bound.firstName ?? bound.callName) !== undefined);
  return (
    named &&
    (mapping.rows !== 'guardian' || (bound.childId ?? bound.childLastName) !== undefined) &&
    (mapping.rows !== 'by_role' || bound.role !== undefined)
  );
}

function describe(table: RosterTable, chosen: Chosen): DetectedTable {
  const columns = table.headers.map((name) => ({ name, dropped: isDroppedColumn(name) }));
  const sample = table.rows
    .slice(0, limits.sampleRows)
    .map((row) => row.cells.map((cell, index) => (columns[index]?.dropped ? '' : cell.slice(0, 200))));
  const { file, sheet, encoding, separator } = table;
  return { file, sheet, encoding, separator, columns, sample, rows: table.rows.length, ...chosen };
}
