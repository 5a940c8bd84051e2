import { limits } from './limits.ts';
import { type ProblemList, RosterFileError } from './problem.ts';
import { decodeText } from './text-encoding.ts';
import type { RosterFile } from './unzip.ts';

/**
 * The columns of the SchILD-NRW text interface that are read, with their position from 0. Order is fixed and the header is only for
 * people; columns that are not named here are never read. `columns`: the least number of them (newer versions append some).
 */
export const schildFiles = {
  Klassen: {
    columns: 10,
    first: ['InternBez', 'StatistikBez'],
    at: { InternBez: 0, StatistikBez: 1, Jahrgang: 3, Klassenlehrer: 5, Jahr: 10, Abschnitt: 11 },
  },
  Jahrgaenge: { columns: 3, first: ['InternKrz', 'StatistikKrz'], at: { InternKrz: 0, StatistikKrz: 1 } },
  Faecher: { columns: 3, first: ['InternKrz', 'StatistikKrz'], at: { InternKrz: 0, StatistikKrz: 1, Bezeichnung: 2 } },
  Lehrkraefte: {
    columns: 23,
    first: ['InternKrz', 'StatistikKrz'],
    at: { InternKrz: 0, Nachname: 4, Vorname: 5, Geschlecht: 6, 'dienstl. E-Mail': 22 },
  },
  Kurse: {
    columns: 14,
    first: ['KursBez', 'Klasse'],
    at: { KursBez: 0, Klasse: 1, Jahr: 2, Abschnitt: 3, Jahrgang: 4, Fach: 5, Kursart: 6, Kursleiter: 9, Zusatzkraft: 13 },
  },
  SchuelerBasisdaten: {
    columns: 22,
    first: ['Nachname', 'Vorname'],
    at: { Nachname: 0, Vorname: 1, Geburtsdatum: 2, Geschlecht: 3, Status: 4, Jahr: 18, Abschnitt: 19, Jahrgang: 20, Klasse: 21 },
  },
  SchuelerErzieher: {
    columns: 15,
    first: ['Nachname', 'Vorname'],
    at: {
      Nachname: 0,
      Vorname: 1,
      Geburtsdatum: 2,
      'Anrede 1.Person': 4,
      'Nachname 1.Person': 6,
      'Vorname 1.Person': 7,
      'Anrede 2.Person': 8,
      'Nachname 2.Person': 10,
      'Vorname 2.Person': 11,
      Straße: 12,
      PLZ: 13,
      Ort: 14,
    },
  },
  SchuelerLeistungsdaten: {
    columns: 17,
    first: ['Nachname', 'Vorname'],
    at: {
      Nachname: 0,
      Vorname: 1,
      Geburtsdatum: 2,
      Jahr: 3,
      Abschnitt: 4,
      Fach: 5,
      Fachlehrer: 6,
      Kursart: 7,
      Kurs: 8,
      Zusatzkraft: 13,
      Jahrgang: 15,
      Jahrgänge: 16,
    },
  },
} as const;

export type SchildFileName = keyof typeof schildFiles;
export type SchildColumn<F extends SchildFileName> = keyof (typeof schildFiles)[F]['at'] & string;

export interface SchildRow<F extends SchildFileName> {
  place: { file: string; line: number };
  cell(column: SchildColumn<F>): string;
  /** All cells behind a column (Kurse.dat ends with any number of pairs of hours and Zusatzkraft). */
  after(column: SchildColumn<F>): string[];
}

/** Which file of the set a name means (`schuelerbasisdaten.DAT` counts), or null. `Schueler_IDs.dat` is read by `readSchildIds`. */
export function schildFileOf(name: string): SchildFileName | null {
  const base = /^(.+)\.dat$/i.exec(name)?.[1]?.toLowerCase();
  const names = Object.keys(schildFiles) as SchildFileName[]; // keys of the table above
  return names.find((each) => each.toLowerCase() === base) ?? null;
}

/**
 * The rows of one file. Every row must have as many separators as the header; rows of another length are reported and left out.
 *
 * @throws RosterFileError `header_wrong` if the header is not that of this file, `undecodable`, `too_many_rows`
 */
export function readSchildFile<F extends SchildFileName>(kind: F, file: RosterFile, problems: ProblemList): SchildRow<F>[] {
  const { columns, first, at } = schildFiles[kind];
  const { header, rows } = readPiped(file, problems);
  if (header.length < columns || !first.every((name, index) => header[index]?.toLowerCase() === name.toLowerCase())) {
    throw new RosterFileError(file.name, 'header_wrong', { expected: first.join('|'), columns }, 1);
  }
  const positions: Record<string, number> = at;
  return rows.map(({ line, cells }) => ({
    place: { file: file.name, line },
    cell: (column) => (cells[positions[column] ?? -1] ?? '').trim(),
    after: (column) => cells.slice((positions[column] ?? cells.length) + 1).map((cell) => cell.trim()),
  }));
}

/**
 * Schueler_IDs.dat: the columns are found by their names, since only newer versions write it and its order is not documented.
 *
 * @returns Nachname|Vorname|Geburtsdatum → id
 */
export function readSchildIds(file: RosterFile, problems: ProblemList): Map<string, string> {
  const { header, rows } = readPiped(file, problems);
  const indexOf = (pattern: RegExp) => header.findIndex((name) => pattern.test(name));
  const [last, first, birth, id] = [/^nachname$/i, /^vorname$/i, /^geburtsdatum$/i, /^(schueler_?)?(id|gu_?id)$/i].map(indexOf);
  if ([last, first, birth, id].some((index) => index === undefined || index === -1)) {
    throw new RosterFileError(file.name, 'header_wrong', { expected: 'Nachname|Vorname|Geburtsdatum|ID', columns: 4 }, 1);
  }
  const cell = (cells: readonly string[], index: number | undefined) => (cells[index ?? -1] ?? '').trim();
  return new Map(rows.map(({ cells }) => [schildPupilKey(cell(cells, last), cell(cells, first), cell(cells, birth)), cell(cells, id)]));
}

/** SchILD's own key of a pupil: the names as they stand (namesakes as `Nachname#Klasse`) and the birth date. */
export function schildPupilKey(lastName: string, firstName: string, birthDate: string): string {
  return [lastName, firstName, birthDate].join('|').normalize('NFC');
}

function readPiped(file: RosterFile, problems: ProblemList): { header: string[]; rows: { line: number; cells: string[] }[] } {
  const lines = decodeText(file.name, file.bytes).text.split(/\r\n|\n|\r/);
  if (lines.length > limits.rows + 1)
    throw new RosterFileError(file.name, 'too_many_rows', { limit: limits.rows, count: lines.length - 1 });
  const header = (lines[0] ?? '').split('|').map((name) => name.trim());
  const rows: { line: number; cells: string[] }[] = [];
  lines.slice(1).forEach((content, index) => {
    if (content.trim() === '') return;
    const cells = content.split('|');
    const line = index + 2;
    if (cells.length === header.length) rows.push({ line, cells });
    else problems.add({ file: file.name, line }, null, 'row_length', { found: cells.length, expected: header.length });
  });
  return { header, rows };
}
