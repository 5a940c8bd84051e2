import type { Separator } from './separator.ts';
import type { RosterPersonKind } from './snapshot.ts';
import type { RosterTable } from './table.ts';
import type { TextEncoding } from './text-encoding.ts';

/** What a column of a free table can mean. Columns that mean nothing to us are not read. */
export const columnFields = [
  'sourceId',
  'lastName',
  'firstName',
  'callName',
  'fullName',
  'birthDate',
  'gender',
  'shortName',
  'email',
  'handle',
  'class',
  'classes',
  'leadsClasses',
  'groups',
  'courses',
  'role',
  'status',
  'phone',
  'street',
  'postcode',
  'town',
  'childId',
  'childLastName',
  'childFirstName',
  'childBirthDate',
  'childClass',
] as const;
export type ColumnField = (typeof columnFields)[number];

/**
 * How the columns of a table (CSV, XLSX) are to be understood. Plain JSON: a school saves it under a name and uses it again.
 *
 * - `columns`: field → name of the column, or several of them. Names are compared without regard to case, blanks and signs. A name
 *   that ends with `*` stands for it with any number behind it (`cohort*` → cohort1, cohort2 …).
 * - `class` and `classes` of a pupil are where they belong, of a teacher where they teach; `leadsClasses` is the Klassenleitung.
 * - `rows`: what a row stands for; `by_role`: the column `role` says it, through `roles`.
 * - `complete`: whether the table lists everybody of its kinds, so that absence means leaving. Default of a mapping somebody names: yes, but for
 *   guardians. A mapping the program has found by itself never makes a table complete (`readTables`).
 */
export interface ColumnMapping {
  name: string;
  rows: RosterPersonKind | 'by_role';
  columns: Partial<Record<ColumnField, string | string[]>>;
  /** Value of the role column (lower case) → kind of person. */
  roles?: Record<string, RosterPersonKind>;
  /** Values of the status column (lower case) that mean that the person belongs to the school; without it every row does. */
  activeStatus?: string[];
  /** Values of the status column (lower case) of rows to pass over, as people who have not come yet. */
  ignoredStatus?: string[];
  /** Between several classes, groups or courses in one cell. Default `,`. */
  listSeparator?: string;
  complete?: boolean;
  encoding?: TextEncoding;
  separator?: Separator;
}

/** A field with the columns of one table that feed it; `indexes` count from 0. */
export type BoundColumns = Partial<Record<ColumnField, { index: number; header: string }[]>>;

/** The form of a column's name in which spellings are equal: `Klasse/Information` = `klasse information`, `E-Mail` = `eMail`. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Finds the columns of a mapping in a table.
 *
 * @returns what was found, and the names that were not; a field with several names is found if one of them is
 */
export function bindColumns(table: Pick<RosterTable, 'headers'>, mapping: ColumnMapping): { bound: BoundColumns; missing: string[] } {
  const keys = table.headers.map(headerKey);
  const bound: BoundColumns = {};
  const missing: string[] = [];
  for (const field of columnFields) {
    const wanted = mapping.columns[field];
    if (wanted === undefined) continue;
    const names = Array.isArray(wanted) ? wanted : [wanted];
    const found = names.flatMap((name) => indexesOf(keys, name)).map((index) => ({ index, header: table.headers[index] ?? '' }));
    if (found.length > 0) bound[field] = found;
    else missing.push(names.join(' / '));
  }
  return { bound, missing };
}

function indexesOf(keys: readonly string[], name: string): number[] {
  if (!name.endsWith('*')) {
    const index = keys.indexOf(headerKey(name));
    return index === -1 ? [] : [index];
  }
  const start = headerKey(name);
  return keys.flatMap((key, index) => (key.startsWith(start) && /^\d*$/.test(key.slice(start.length)) ? [index] : []));
}
