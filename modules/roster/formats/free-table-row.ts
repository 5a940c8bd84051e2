import type { FieldNames, PersonField } from './check-person.ts';
import type { BoundColumns, ColumnField } from './column-mapping.ts';
import type { RosterRow } from './table.ts';

/** One row of a free table seen through its mapping. */
export interface MappedRow {
  /** The first filled cell of a field's columns, trimmed; '' if there is none. */
  cell(field: ColumnField): string;
  /** All values of a field: filled cells of all its columns, each split by the list separator. */
  list(field: ColumnField): string[];
  /** The name of the column a field is read from, for naming the place of a problem. */
  column(field: ColumnField): string;
}

/** Looks at a row through the columns a mapping has found. */
export function mappedRow(row: RosterRow, bound: BoundColumns, listSeparator: string): MappedRow {
  const cells = (field: ColumnField) =>
    (bound[field] ?? []).map(({ index }) => (row.cells[index] ?? '').trim()).filter((cell) => cell !== '');
  return {
    cell: (field) => cells(field)[0] ?? '',
    list: (field) =>
      cells(field).flatMap((cell) =>
        cell
          .split(listSeparator)
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      ),
    column: (field) => bound[field]?.[0]?.header ?? field,
  };
}

const personFields: readonly (PersonField & ColumnField)[] = [
  'sourceId',
  'lastName',
  'firstName',
  'callName',
  'birthDate',
  'gender',
  'shortName',
  'email',
  'handle',
];

/** The names of the columns a person's fields come from. */
export function fieldNames(bound: BoundColumns): FieldNames {
  const names: FieldNames = { entryClass: bound.class?.[0]?.header ?? bound.classes?.[0]?.header ?? 'class' };
  for (const field of personFields) {
    const header = bound[field]?.[0]?.header ?? (field === 'lastName' || field === 'firstName' ? bound.fullName?.[0]?.header : undefined);
    if (header !== undefined) names[field] = header;
  }
  return names;
}

/** Names of a person in a row; a `fullName` is "Last, First" or, without a comma, "First Last" with the last word as last name. */
export function namesOf(row: MappedRow): { lastName: string; firstName: string; callName: string | null } {
  const callName = row.cell('callName') || null;
  const full = row.cell('fullName');
  if (full === '' || row.cell('lastName') !== '') {
    return { lastName: row.cell('lastName'), firstName: row.cell('firstName') || (callName ?? ''), callName };
  }
  const comma = full.indexOf(',');
  if (comma !== -1) return { lastName: full.slice(0, comma), firstName: full.slice(comma + 1).trim(), callName };
  const blank = full.lastIndexOf(' ');
  return { lastName: full.slice(blank + 1), firstName: full.slice(0, Math.max(0, blank)), callName };
}
