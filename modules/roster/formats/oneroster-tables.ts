import { bindColumns } from './column-mapping.ts';
import { type ProblemList, RosterFileError } from './problem.ts';
import { readCsv } from './read-csv.ts';
import type { RosterFile } from './unzip.ts';

/** The files of OneRoster CSV that are read, with the columns without which they cannot be. All others are passed over. */
export const oneRosterFiles = {
  academicSessions: ['sourcedId', 'type', 'startDate'],
  orgs: ['sourcedId', 'name', 'type'],
  courses: ['sourcedId', 'title'],
  classes: ['sourcedId', 'title', 'classType'],
  users: ['sourcedId', 'givenName', 'familyName'],
  roles: ['userSourcedId', 'role'],
  enrollments: ['classSourcedId', 'userSourcedId', 'role'],
} as const;
export type OneRosterFile = keyof typeof oneRosterFiles;

export interface OneRosterRow {
  place: { file: string; line: number };
  cell(column: string): string;
}

/** An opened set of OneRoster files, 1.1 or 1.2. */
export interface OneRosterSet {
  has(name: OneRosterFile): boolean;
  /** Rows that are not marked `tobedeleted`, or (`all`) those too. */
  rows(name: OneRosterFile, which?: 'present' | 'all'): OneRosterRow[];
  /** Whether a file lists everything (`bulk`) by the manifest, or is there and no manifest says otherwise. */
  isComplete(name: OneRosterFile): boolean;
}

/** Which file of the set a name means, or null. */
export function oneRosterFileOf(name: string): OneRosterFile | null {
  const base = /^(.+)\.csv$/i.exec(name)?.[1]?.toLowerCase();
  const names = Object.keys(oneRosterFiles) as OneRosterFile[]; // keys of the table above
  return names.find((each) => each.toLowerCase() === base) ?? null;
}

/**
 * Opens a OneRoster set. demographics.csv and userProfiles.csv are never read.
 *
 * @throws RosterFileError `file_missing` (users.csv), `column_missing`, and the refusals of `readCsv`
 */
export function openOneRoster(files: readonly RosterFile[], problems: ProblemList): OneRosterSet {
  const tables = new Map<OneRosterFile, OneRosterRow[]>();
  for (const file of files) {
    const name = oneRosterFileOf(file.name);
    if (name !== null) tables.set(name, readRows(file, oneRosterFiles[name], problems));
  }
  if (!tables.has('users')) throw new RosterFileError('users.csv', 'file_missing', { name: 'users.csv' });
  const manifest = files.find((file) => file.name.toLowerCase() === 'manifest.csv');
  const modes = manifest === undefined ? null : readRows(manifest, ['propertyName', 'value'], problems);
  return {
    has: (name) => tables.has(name),
    rows: (name, which = 'present') =>
      (tables.get(name) ?? []).filter((row) => which === 'all' || row.cell('status').toLowerCase() !== 'tobedeleted'),
    isComplete(name) {
      const mode = modes?.find((row) => row.cell('propertyName').toLowerCase() === `file.${name}`.toLowerCase());
      return tables.has(name) && (mode === undefined || mode.cell('value').toLowerCase() === 'bulk');
    },
  };
}

function readRows(file: RosterFile, needed: readonly string[], problems: ProblemList): OneRosterRow[] {
  const table = readCsv(file, problems);
  for (const column of needed) {
    if (bindColumns(table, { name: '', rows: 'pupil', columns: { sourceId: column } }).missing.length > 0) {
      throw new RosterFileError(file.name, 'column_missing', { field: column, columns: table.headers.join(', ') }, 1, column);
    }
  }
  const positions = new Map(table.headers.map((header, index) => [header.toLowerCase(), index]));
  return table.rows.map((row) => ({
    place: { file: file.name, line: row.line },
    cell: (column) => (row.cells[positions.get(column.toLowerCase()) ?? -1] ?? '').trim(),
  }));
}
