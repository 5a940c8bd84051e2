import { type ProblemList, RosterFileError } from './problem.ts';
import { readRecords } from './read-csv.ts';
import { makeTable, type RosterTable } from './table.ts';
import type { RosterFile } from './unzip.ts';

/**
 * The columns of Untis' DIF files that are read, with their position from 0 (Untis' help, "Export Schnittstellen"); the files have no header,
 * and what is not named here is never read. `columns`: how many a row has at least, up to the last one that cannot do without.
 */
const untisFiles = {
  '004': {
    columns: 29,
    at: { 'Untis-Lehrkraft': 0, Nachname: 1, Vorname: 28, Geschlecht: 30, 'E-Mail': 32 },
  },
  '010': {
    columns: 10,
    at: {
      'Untis-Kürzel': 0,
      Nachname: 1,
      Vorname: 7,
      Klasse: 9,
      Geschlecht: 10,
      Geburtsdatum: 12,
      'E-Mail': 13,
      Fremdschlüssel: 14,
    },
  },
} as const;

/** Untis' own numbers; SchILD's differ, so they are said in letters before anybody reads them. */
const genders: Record<string, string> = { '1': 'w', '2': 'm', '3': 'd' };

/** Which DIF file a name means (`GPU004.TXT`, also with something before it): teachers, pupils, one that says nothing of people's belonging, or null. */
export function untisFileOf(name: string): keyof typeof untisFiles | 'other' | null {
  const number = /(?:^|[^\p{L}\p{N}])gp[up](\d{3})\.(?:txt|csv|dif)$/iu.exec(name)?.[1];
  if (number === undefined) return null;
  return number === '004' || number === '010' ? number : 'other';
}

/**
 * Reads GPU004 (teachers) or GPU010 (pupils) as a table with names of columns, so that it goes the way of every list. Separator and encoding
 * are the school's choice in Untis' dialog: both are detected. Columns left out at the end of a row are empty.
 *
 * @throws RosterFileError `file_empty`, `undecodable`, `too_many_rows`, `row_length` when no row has as many columns as the file needs
 */
export function readUntis(kind: keyof typeof untisFiles, file: RosterFile, problems: ProblemList): RosterTable {
  const { columns, at } = untisFiles[kind];
  const { records, ...source } = readRecords(file, problems);
  const positions = Object.entries(at);
  const rows = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const longest = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (longest < columns) throw new RosterFileError(file.name, 'row_length', { found: longest, expected: columns }, rows[0]?.line ?? 1);
  const picked = rows.map(({ line, cells }) => ({
    line,
    cells: positions.map(([name, index]) => {
      const cell = (cells[index] ?? '').trim();
      return name === 'Geschlecht' ? (genders[cell] ?? cell) : cell;
    }),
  }));
  return makeTable(source, [{ line: 0, cells: positions.map(([name]) => name) }, ...picked], problems);
}
