import { limits } from './limits.ts';
import { type ProblemList, RosterFileError } from './problem.ts';
import type { Separator } from './separator.ts';
import type { TextEncoding } from './text-encoding.ts';

/** A table as it stands in a file: named columns and rows of text cells, as many as there are columns. */
export interface RosterTable {
  file: string;
  /** Sheet of a workbook, else null. */
  sheet: string | null;
  encoding: TextEncoding | null;
  separator: Separator | null;
  headers: string[];
  rows: RosterRow[];
}

export interface RosterRow {
  /** Line in the file (row of the sheet), counted from 1. */
  line: number;
  cells: string[];
}

/**
 * Checks the shape of what was read and makes a table of it. The first row holds the names of the columns. Rows without any text are
 * left out; empty cells beyond the last column are cut; every other row of a wrong length is reported (`row_length`) and left out.
 *
 * @throws RosterFileError `file_empty`, `too_many_rows`, `too_many_columns`
 */
export function makeTable(
  source: Omit<RosterTable, 'headers' | 'rows'>,
  records: readonly RosterRow[],
  problems: ProblemList,
  options: { padShort: boolean } = { padShort: false },
): RosterTable {
  const filled = records.filter((record) => record.cells.some((cell) => cell.trim() !== ''));
  const [first, ...rest] = filled;
  if (first === undefined) throw new RosterFileError(source.file, 'file_empty');
  if (rest.length > limits.rows) throw new RosterFileError(source.file, 'too_many_rows', { limit: limits.rows, count: rest.length });
  const headers = withoutEmptyEnd(first.cells.map((cell) => cell.trim()));
  if (headers.length > limits.columns) throw new RosterFileError(source.file, 'too_many_columns', { limit: limits.columns });
  reportDuplicateHeaders(source.file, first.line, headers, problems);
  const rows: RosterRow[] = [];
  for (const record of rest) {
    const cells = record.cells.length > headers.length ? withoutEmptyEnd(record.cells, headers.length) : [...record.cells];
    if (options.padShort) while (cells.length < headers.length) cells.push('');
    if (cells.length !== headers.length) {
      problems.add({ file: source.file, line: record.line }, null, 'row_length', { found: cells.length, expected: headers.length });
      continue;
    }
    rows.push({ line: record.line, cells });
  }
  return { ...source, headers, rows };
}

function withoutEmptyEnd(cells: readonly string[], keep = 1): string[] {
  let end = cells.length;
  while (end > keep && (cells[end - 1] ?? '').trim() === '') end -= 1;
  return cells.slice(0, end);
}

function reportDuplicateHeaders(file: string, line: number, headers: readonly string[], problems: ProblemList): void {
  const seen = new Set<string>();
  for (const header of headers) {
    if (header !== '' && seen.has(header)) problems.add({ file, line }, header, 'header_duplicate', { header });
    seen.add(header);
  }
}
