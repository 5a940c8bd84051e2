import { problemList, RosterFileError, readRecords } from '#modules/roster/public.ts';
import { type Column, columnName, type UntisKind, untisFiles } from './columns.ts';
import { type ProblemCode, type Report, severities } from './problem.ts';

/** A file as it was handed in. */
export interface UntisFile {
  name: string;
  bytes: Uint8Array;
}

/** A row by the names of its columns. */
export interface UntisRow<K extends UntisKind> {
  file: string;
  row: number;
  /** Without blanks around it; empty where the row is shorter. */
  cell(column: Column<K>): string;
  /** Several values in one cell, as Untis writes them: `a~b`. */
  list(column: Column<K>): string[];
  /** Says what is wrong with a cell, or with the row. */
  wrong(column: Column<K> | null, code: ProblemCode, values?: Record<string, string | number>): void;
}

const mostRows = 50_000;
const longestCell = 200;

/**
 * The rows of one of Untis' files. Encoding and separator are the school's choice in Untis' dialog: both are detected over the whole file. A row with
 * another number of columns than the file has is an error: what stands in it may stand in the wrong place.
 */
export function readRows<K extends UntisKind>(kind: K, file: UntisFile, report: Report): UntisRow<K>[] {
  const { least, most, at } = untisFiles[kind];
  const cellsOf = recordsOf(file, report);
  if (cellsOf.length === 0) return [];
  if (cellsOf.length > mostRows) {
    report({ file: file.name }, 'too_many_rows', { count: cellsOf.length, limit: mostRows });
    return [];
  }
  const usual = usualLength(cellsOf.map(({ cells }) => cells.length));
  if (usual < least || usual > most) {
    const [first] = cellsOf;
    report({ file: file.name, row: first?.line ?? 1 }, 'row_length', { found: usual, expected: usual < least ? least : most });
    return [];
  }
  const places: Record<string, readonly [number, string]> = at;
  return cellsOf.flatMap(({ line, cells }) => {
    const own = { file: file.name, row: line };
    if (cells.length < usual || cells.slice(usual).some((cell) => cell.trim() !== '')) {
      report(own, 'row_length', { found: cells.length, expected: usual });
      return [];
    }
    const columnOf = (column: Column<K>) => places[String(column)] ?? ([0, ''] as const);
    const cell = (column: Column<K>) => (cells[columnOf(column)[0]] ?? '').normalize('NFC').trim();
    const tooLong = Object.values(places).find(([place]) => (cells[place] ?? '').length > longestCell);
    if (tooLong !== undefined) {
      report({ ...own, column: columnName(tooLong) }, 'too_long', { limit: longestCell });
      return [];
    }
    return {
      ...own,
      cell,
      list: (column) =>
        cell(column)
          .split('~')
          .map((each) => each.trim())
          .filter((each) => each !== ''),
      wrong: (column, code, values) => report({ ...own, column: column === null ? null : columnName(columnOf(column)) }, code, values),
    };
  });
}

function recordsOf(file: UntisFile, report: Report): { line: number; cells: string[] }[] {
  const problems = problemList();
  const say = (code: string, line: number | null, values: Record<string, string | number>) =>
    report({ file: file.name, row: line }, isOwn(code) ? code : 'undecodable', values);
  try {
    const { records } = readRecords(file, problems);
    for (const { code, line, data } of problems.all()) say(code, line, data);
    return records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  } catch (fault) {
    if (!(fault instanceof RosterFileError)) throw fault;
    say(fault.code, fault.line, fault.data);
    return [];
  }
}

function isOwn(code: string): code is ProblemCode {
  return code in severities;
}

/** The length most rows have; of equals the longer one. */
function usualLength(lengths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}
