import { bindColumns, type ColumnField, type ColumnMapping, headerKey } from './column-mapping.ts';
import { isDroppedColumn } from './dropped-fields.ts';
import { mappingPresets, presetMarks, roleWords } from './mapping-presets.ts';
import type { RosterTable } from './table.ts';

export interface GuessedMapping {
  mapping: ColumnMapping;
  /** 1 for a known preset; else by how sure the names of the columns are, from 0. Below 0.5 a person must choose. */
  confidence: number;
  /** Name of the preset, or null. */
  preset: string | null;
}

/** Names of columns (by `headerKey`) that mean a field; the first of a list is the surest. */
const headerWords: Partial<Record<ColumnField, readonly string[]>> = {
  sourceId: [
    'importid',
    'schuelerid',
    'schueleridentnummer',
    'idnumber',
    'recorduid',
    'schuelernummer',
    'personid',
    'sourcedid',
    'externeid',
    'id',
  ],
  lastName: ['nachname', 'familienname', 'lastname', 'name', 'surname', 'zuname', 'schuelernachname', 'familyname'],
  firstName: ['vorname', 'vornamen', 'firstname', 'givenname', 'schuelervorname'],
  callName: ['rufname', 'schuelerrufname', 'callname', 'preferredgivenname'],
  fullName: ['nachnamevorname', 'namevorname', 'vollername'],
  birthDate: ['geburtsdatum', 'gebdat', 'gebdatum', 'geboren', 'geborenam', 'birthdate', 'birthday', 'dateofbirth', 'geb'],
  gender: ['geschlecht', 'gender', 'sex'],
  shortName: ['kuerzel', 'lehrerkuerzel', 'shortname', 'krz', 'namenskuerzel'],
  email: ['email', 'emailadresse', 'mail', 'dienstlicheemail', 'schulemail', 'emaildienstlich'],
  handle: ['account', 'benutzername', 'username', 'login', 'loginname', 'anmeldename'],
  class: [
    'klasse',
    'klasseinformation',
    'class',
    'klassenbezeichnung',
    'gruppebezeichung',
    'gruppebezeichnung',
    'stammklasse',
    'lerngruppe',
  ],
  classes: ['klassen', 'classes'],
  leadsClasses: ['klassenleitung', 'klassenlehrervon', 'klassenlehrerin'],
  groups: ['gruppen', 'groups', 'arbeitsgemeinschaften', 'ags'],
  courses: ['kurse', 'kursnamen', 'courses', 'besuchterunterricht'],
  role: ['rolle', 'rollen', 'benutzertyp', 'role', 'typ', 'personengruppe'],
  status: ['status'],
  phone: ['telefon', 'telefonnummer', 'phone', 'mobil', 'handy', 'tel'],
  street: ['strasse', 'adresse', 'anschrift', 'street', 'strassehausnummer'],
  postcode: ['plz', 'postleitzahl', 'postcode', 'zip'],
  town: ['ort', 'wohnort', 'town', 'city'],
  childId: ['kindid', 'childid', 'schueleridkind', 'idkind', 'importidkind'],
  childLastName: ['nachnamekind', 'kindnachname', 'namekind', 'nachnameschueler', 'nachnamedeskindes'],
  childFirstName: ['vornamekind', 'kindvorname', 'vornameschueler', 'vornamedeskindes'],
  childBirthDate: ['geburtsdatumkind', 'kindgeburtsdatum', 'geburtsdatumschueler', 'geburtsdatumdeskindes'],
  childClass: ['klassekind', 'kindklasse', 'klassedeskindes'],
};

/**
 * Guesses what the columns of a table mean: first by the known presets, then by their names.
 *
 * A table with a child's id or names beside other names lists guardians, one with Kürzel but no class teachers; with a role column the
 * rows say it themselves. Columns of special categories are never taken.
 */
export function guessMapping(table: Pick<RosterTable, 'headers' | 'file'>): GuessedMapping {
  const preset = findPreset(table);
  if (preset !== null) return { mapping: preset, confidence: 1, preset: preset.name };
  const keys = table.headers.map((header) => (isDroppedColumn(header) ? '' : headerKey(header)));
  const columns: ColumnMapping['columns'] = {};
  let sureness = 1;
  // Object.entries forgets the key's type.
  for (const [field, words] of Object.entries(headerWords) as [ColumnField, readonly string[]][]) {
    const rank = words.findIndex((word) => keys.includes(word));
    const header = table.headers[keys.indexOf(words[rank] ?? '\0')];
    if (rank === -1 || header === undefined) continue;
    columns[field] = header;
    if (field === 'lastName' || field === 'firstName') sureness -= rank * 0.05;
  }
  const named = (columns.lastName !== undefined && (columns.firstName ?? columns.callName) !== undefined) || columns.fullName !== undefined;
  const rows = rowsOf(table.file, columns);
  const telling = ['sourceId', 'birthDate', 'class', 'classes', 'shortName', 'childId', 'role', 'email'] as const;
  const confidence = named ? Math.min(0.95, Math.max(0.5, sureness - 0.25 + 0.1 * telling.filter((field) => columns[field]).length)) : 0.2;
  const mapping: ColumnMapping = { name: '', rows, columns };
  if (rows === 'by_role') mapping.roles = roleWords;
  return { mapping, confidence, preset: null };
}

function findPreset(table: Pick<RosterTable, 'headers'>): ColumnMapping | null {
  const keys = new Set(table.headers.map(headerKey));
  for (const [name, marks] of Object.entries(presetMarks)) {
    if (!marks.every((mark) => keys.has(headerKey(mark)))) continue;
    const preset = mappingPresets.find((each) => each.name === name);
    if (preset !== undefined) return onlyPresent(table, preset);
  }
  return null;
}

/** The preset without the columns this table does not have: lists made by hand leave some out. */
function onlyPresent(table: Pick<RosterTable, 'headers'>, preset: ColumnMapping): ColumnMapping {
  const { bound } = bindColumns(table, preset);
  const columns = Object.fromEntries(Object.entries(preset.columns).filter(([field]) => bound[field as ColumnField] !== undefined)); // a key of columns
  const rows = preset.rows === 'by_role' && columns.role === undefined ? 'pupil' : preset.rows;
  return { ...preset, rows, columns };
}

function rowsOf(file: string, columns: ColumnMapping['columns']): ColumnMapping['rows'] {
  if (columns.role !== undefined) return 'by_role';
  if (columns.childId !== undefined || columns.childLastName !== undefined) return 'guardian';
  const name = headerKey(file);
  if (/lehr|teacher|kollegium/.test(name)) return 'teacher';
  if (/eltern|erzieh|guardian|parent/.test(name)) return 'guardian';
  if (columns.shortName !== undefined && columns.class === undefined) return 'teacher';
  return 'pupil';
}
