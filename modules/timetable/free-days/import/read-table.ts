import type { Report } from './problem.ts';

const needed = ['Id', 'Country', 'StartDate', 'EndDate', 'Type', 'Name'];
const places = ['Subdivisions', 'Groups'];

/** A row of the table by the names of its columns. */
export interface TableRow {
  row: number;
  cell(column: string): string;
}

/**
 * The rows of a table of OpenHolidays: UTF-8 with or without byte order mark, `;`, no quotes (what would need them is percent-encoded), in any order of
 * columns. What is wrong is reported; a row that does not fit is left out.
 */
export function readTable(bytes: Uint8Array, report: Report): TableRow[] {
  const text = decode(bytes);
  if (text === null) {
    report(null, null, 'encoding');
    return [];
  }
  const lines = text.split(/\r\n|\n|\r/);
  const header = lines[0]?.split(';').map((name) => name.trim()) ?? [];
  if (text.trim() === '') report(null, null, 'empty');
  else if (!header.includes('Id') || !header.includes('StartDate')) report(1, null, 'not_holidays');
  else if (lacking(header).length > 0) for (const column of lacking(header)) report(1, column, 'column_missing');
  else return lines.slice(1).flatMap((line, at) => (line.trim() === '' ? [] : rowOf(line, at + 2, header, report)));
  return [];
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Where a holiday is stands in one of two columns. */
function lacking(header: readonly string[]): string[] {
  const missing = needed.filter((name) => !header.includes(name));
  return places.some((name) => header.includes(name)) ? missing : [...missing, ...places.slice(0, 1)];
}

function rowOf(line: string, row: number, header: readonly string[], report: Report): TableRow[] {
  const cells = line.split(';');
  if (cells.length !== header.length) {
    const column = header[Math.min(cells.length, header.length - 1)] ?? null;
    report(row, column, 'cells', { found: cells.length, wanted: header.length });
    return [];
  }
  return [{ row, cell: (column) => cells[header.indexOf(column)]?.trim() ?? '' }];
}
