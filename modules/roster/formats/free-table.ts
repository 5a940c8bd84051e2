import { type BoundColumns, bindColumns, type ColumnMapping } from './column-mapping.ts';
import { isDroppedColumn } from './dropped-fields.ts';
import { fieldNames, type MappedRow, mappedRow, namesOf } from './free-table-row.ts';
import { roleWords } from './mapping-presets.ts';
import type { ProblemList } from './problem.ts';
import type { RosterPerson, RosterPersonKind, RosterPlace } from './snapshot.ts';
import type { SnapshotBuilder } from './snapshot-builder.ts';
import type { RosterTable } from './table.ts';

/**
 * Finds the columns of a mapping in a table and checks that names can be read. A missing mandatory column (last name, and first or call
 * name; for guardians also something that names the child) is an error, every other missing one a warning.
 *
 * @returns null if a mandatory column is missing
 */
export function bindTable(table: RosterTable, mapping: ColumnMapping, problems: ProblemList): BoundColumns | null {
  const { bound, missing } = bindColumns(table, mapping);
  for (const [field, columns] of Object.entries(bound)) {
    if (columns.some((column) => isDroppedColumn(column.header))) delete bound[field as keyof BoundColumns]; // a key of bound
  }
  const place = { file: table.file, line: null };
  const needed: [string, boolean][] = [
    ['lastName', bound.lastName !== undefined || bound.fullName !== undefined],
    ['firstName', bound.firstName !== undefined || bound.callName !== undefined || bound.fullName !== undefined],
  ];
  if (mapping.rows === 'guardian') needed.push(['childId', bound.childId !== undefined || bound.childLastName !== undefined]);
  if (mapping.rows === 'by_role') needed.push(['role', bound.role !== undefined]);
  const absent = needed.filter(([, found]) => !found).map(([field]) => field);
  for (const field of absent) problems.add(place, field, 'column_missing', { field, columns: table.headers.slice(0, 30).join(', ') });
  if (absent.length > 0) return null;
  for (const name of missing) problems.add(place, name, 'column_absent', { column: name });
  return bound;
}

/**
 * Adds the pupils, teachers and staff of a free table with their classes, groups and courses. Several rows with one id (or, without
 * ids, with the same names, birth date and class) are one person who is in several groups.
 */
export function readPersonRows(table: RosterTable, mapping: ColumnMapping, bound: BoundColumns, builder: SnapshotBuilder): void {
  const names = fieldNames(bound);
  const perMember = bound.class !== undefined || bound.groups !== undefined || bound.courses !== undefined;
  for (const row of table.rows) {
    const place: RosterPlace = { file: table.file, line: row.line };
    const mapped = mappedRow(row, bound, mapping.listSeparator ?? ',');
    const kind = kindOf(mapped, mapping);
    if (kind === null) builder.problems.add(place, mapped.column('role'), 'role_unknown', { value: mapped.cell('role').slice(0, 60) });
    const status = statusOf(mapped, mapping);
    if (kind === null || kind === 'guardian' || status === null) continue;
    const classNames = mapped.cell('class') === '' ? mapped.list('classes') : [mapped.cell('class')];
    const classes = kind === 'pupil' || !isRoleWord(classNames[0]) ? classNames : [];
    const person = builder.addPerson(
      {
        kind,
        sourceId: mapped.cell('sourceId'),
        ...namesOf(mapped),
        birthDate: mapped.cell('birthDate'),
        gender: mapped.cell('gender'),
        shortName: mapped.cell('shortName'),
        email: mapped.cell('email'),
        handle: mapped.cell('handle'),
        entryClass: kind === 'pupil' ? (classes[0] ?? null) : null,
        status,
      },
      place,
      names,
      perMember && mapped.cell('sourceId') !== '' ? 'merge' : 'report',
    );
    if (person !== null && status === 'active') joinAll(person, classes, mapped, place, builder);
  }
}

function joinAll(person: RosterPerson, classes: readonly string[], row: MappedRow, place: RosterPlace, builder: SnapshotBuilder): void {
  const column = row.cell('class') === '' ? row.column('classes') : row.column('class');
  for (const name of classes) {
    const made = builder.ensureClass(name, place, column);
    if (made === null) continue;
    if (person.kind === 'pupil') builder.join(person, made, 'pupil');
    else builder.addTeacher(made, person, 'co_teach');
  }
  for (const name of person.kind === 'pupil' ? [] : row.list('leadsClasses')) {
    const made = builder.ensureClass(name, place, row.column('leadsClasses'));
    if (made !== null) builder.addTeacher(made, person, made.teachers.some((each) => each.part === 'lead') ? 'deputy' : 'lead');
  }
  for (const name of row.list('groups')) {
    const group = builder.ensureGroup(name, null, place, row.column('groups'));
    if (group !== null) builder.join(person, group, person.kind === 'teacher' ? 'teacher' : 'member');
  }
  for (const name of row.list('courses')) {
    const made = builder.ensureCourse(name, place, row.column('courses'));
    const course = made === null ? undefined : builder.courses.find((each) => each.key === made.key);
    if (course === undefined) continue;
    if (person.kind === 'pupil') builder.join(person, course, 'pupil');
    else builder.addTeacher(course, person, course.teachers.length === 0 ? 'lead' : 'co_teach');
  }
}

/** What a row stands for; null if its role is none we know. IServ's lists have teachers in a "class" named Lehrer: such a row is a teacher without a class. */
export function kindOf(row: MappedRow, mapping: ColumnMapping): RosterPersonKind | null {
  if (mapping.rows !== 'by_role') {
    const word = roleOf(roleWords, row.cell('class'));
    return mapping.rows === 'pupil' && (word === 'teacher' || word === 'staff') ? word : mapping.rows;
  }
  const value = row.cell('role').toLowerCase();
  const roles = mapping.roles ?? roleWords;
  const parts = value.split(/[,;/ ]+/).map((part) => roleOf(roles, part));
  return roleOf(roles, value) ?? parts.find((each) => each !== undefined) ?? null;
}

function isRoleWord(name: string | undefined): boolean {
  return name !== undefined && roleOf(roleWords, name) !== undefined;
}

/** Null: pass the row over. */
function statusOf(row: MappedRow, mapping: ColumnMapping): 'active' | 'leaving' | null {
  const value = row.cell('status').toLowerCase();
  if (mapping.ignoredStatus?.includes(value)) return null;
  return mapping.activeStatus === undefined || mapping.activeStatus.includes(value) ? 'active' : 'leaving';
}

/** Words come from files: `constructor` must not find what every object has. */
function roleOf(roles: Record<string, RosterPersonKind>, word: string): RosterPersonKind | undefined {
  const key = word.toLowerCase();
  return Object.hasOwn(roles, key) ? roles[key] : undefined;
}
