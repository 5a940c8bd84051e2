import { readBirthDate } from './birth-date.ts';
import { classMatchName } from './class-name.ts';
import type { BoundColumns, ColumnMapping } from './column-mapping.ts';
import { kindOf } from './free-table.ts';
import { fieldNames, type MappedRow, mappedRow, namesOf } from './free-table-row.ts';
import { guardianPool } from './guardian-pool.ts';
import type { RosterChildReference, RosterPerson, RosterPlace } from './snapshot.ts';
import type { SnapshotBuilder } from './snapshot-builder.ts';
import type { RosterTable } from './table.ts';

/**
 * Adds the guardians of a free table, one row per guardian and child. The child is looked for among the pupils of the other files by
 * its id, else by names, birth date and class as far as the row has them; a list of guardians alone keeps how it names the child.
 */
export function readGuardianRows(table: RosterTable, mapping: ColumnMapping, bound: BoundColumns, builder: SnapshotBuilder): void {
  const names = fieldNames(bound);
  const addGuardian = guardianPool(builder);
  const withPupils = builder.persons.some((person) => person.kind === 'pupil');
  for (const row of table.rows) {
    const place: RosterPlace = { file: table.file, line: row.line };
    const mapped = mappedRow(row, bound, mapping.listSeparator ?? ',');
    if (mapping.rows === 'by_role' && kindOf(mapped, mapping) !== 'guardian') continue;
    const { lastName, firstName } = namesOf(mapped);
    const guardian = addGuardian(
      {
        sourceId: mapped.cell('sourceId') || null,
        lastName,
        firstName,
        gender: mapped.cell('gender'),
        email: mapped.cell('email'),
        handle: mapped.cell('handle'),
        phone: mapped.cell('phone'),
        address: [mapped.cell('street'), mapped.cell('postcode'), mapped.cell('town')].join(' '),
      },
      place,
      names,
    );
    if (guardian === null) continue;
    const ids = mapped.list('childId');
    for (const id of ids.length === 0 ? [null] : ids) {
      const child = findChild(id, mapped, place, withPupils, builder);
      if (child !== null) builder.relate(guardian, child);
    }
  }
}

function findChild(
  id: string | null,
  row: MappedRow,
  place: RosterPlace,
  withPupils: boolean,
  builder: SnapshotBuilder,
): RosterPerson | RosterChildReference | null {
  const wanted: RosterChildReference = {
    sourceId: id,
    lastName: row.cell('childLastName') || null,
    firstName: row.cell('childFirstName') || null,
    birthDate: readBirthDate(row.cell('childBirthDate')),
    className: row.cell('childClass') || null,
  };
  const column = row.column(id === null ? 'childLastName' : 'childId');
  const name = id ?? [wanted.firstName, wanted.lastName].filter((part) => part !== null).join(' ');
  if (name === '') {
    builder.problems.add(place, column, 'child_unknown', { name: '' });
    return null;
  }
  if (!withPupils) return wanted;
  const found = candidates(wanted, builder);
  if (found.length > 1) builder.problems.add(place, column, 'child_ambiguous', { name, count: found.length });
  else if (found.length === 0) builder.problems.add(place, column, 'child_unknown', { name });
  return found.length === 1 ? (found[0] ?? null) : null;
}

function candidates(wanted: RosterChildReference, builder: SnapshotBuilder): readonly RosterPerson[] {
  if (wanted.sourceId !== null) {
    const child = builder.personById('pupil', wanted.sourceId);
    return child === undefined ? [] : [child];
  }
  return builder
    .personsByName('pupil', wanted.lastName ?? '', wanted.firstName ?? '')
    .filter((child) => wanted.birthDate === null || child.birthDate === null || child.birthDate === wanted.birthDate)
    .filter(
      (child) =>
        wanted.className === null || child.entryClass === null || classMatchName(child.entryClass) === classMatchName(wanted.className),
    );
}
