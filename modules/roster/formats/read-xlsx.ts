import readWorkbook from 'read-excel-file/node';
import { type ProblemList, RosterFileError } from './problem.ts';
import { makeTable, type RosterRow, type RosterTable } from './table.ts';
import type { RosterFile } from './unzip.ts';

/**
 * Reads the filled sheets of an Excel workbook (.xlsx) as tables. Numbers stay as they were typed, dates become YYYY-MM-DD, blanks
 * around texts go. Titles above the table (rows with a single filled cell before the first wider row) are left out. The size of what is
 * inside has been checked by `openFiles` before.
 *
 * @throws RosterFileError `workbook_broken`, `file_empty`, `too_many_rows`, `too_many_columns`
 */
export async function readXlsx(file: RosterFile, problems: ProblemList): Promise<RosterTable[]> {
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  const sheets = await readWorkbook(bytes, { parseNumber: (text: string) => text }).catch(() => {
    throw new RosterFileError(file.name, 'workbook_broken');
  });
  const tables: RosterTable[] = [];
  for (const { sheet, data } of sheets) {
    const records: RosterRow[] = data.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
    const wide = records.findIndex((record) => record.cells.filter((cell) => cell !== '').length > 1);
    if (wide === -1) continue;
    const source = { file: file.name, sheet, encoding: null, separator: null };
    tables.push(makeTable(source, records.slice(wide), problems, { padShort: true }));
  }
  if (tables.length === 0) throw new RosterFileError(file.name, 'file_empty');
  return tables;
}

// The library types dates as the constructor `typeof Date`; what arrives are Date objects at midnight UTC.
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return String(cell).trim();
}
