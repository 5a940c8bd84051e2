import type { ColumnMapping } from './column-mapping.ts';
import type { RosterPersonKind } from './snapshot.ts';

/** Words for roles in the lists of German school programs, IServ, UCS@school, Moodle and OneRoster; lower case. */
export const roleWords: Record<string, RosterPersonKind> = {
  schüler: 'pupil',
  schülerin: 'pupil',
  'schüler/in': 'pupil',
  'schüler*in': 'pupil',
  schueler: 'pupil',
  lernende: 'pupil',
  lern: 'pupil',
  sus: 'pupil',
  pupil: 'pupil',
  student: 'pupil',
  students: 'pupil',
  lehrer: 'teacher',
  lehrerin: 'teacher',
  'lehrer/in': 'teacher',
  lehrkraft: 'teacher',
  lehrkräfte: 'teacher',
  lehr: 'teacher',
  teacher: 'teacher',
  teachers: 'teacher',
  teacher_and_staff: 'teacher',
  faculty: 'teacher',
  editingteacher: 'teacher',
  mitarbeiter: 'staff',
  mitarbeiterin: 'staff',
  personal: 'staff',
  staff: 'staff',
  nlehr: 'staff',
  sekretariat: 'staff',
  eltern: 'guardian',
  erziehungsberechtigte: 'guardian',
  erziehungsberechtigter: 'guardian',
  sorgeberechtigte: 'guardian',
  sorgber: 'guardian',
  guardian: 'guardian',
  parent: 'guardian',
  legal_guardian: 'guardian',
};

/**
 * Named mappings for lists that programs write by themselves, or that schools commonly make for them. Sources: the import pages of
 * IServ and of UCS@school, Moodle's "upload users", DaNiS' free list, Kurs42 (SchILD-NRW) by its files, Untis' GPU004 and GPU010 (`untis.ts`).
 *
 * Kurs42: `IdNr` and `ID` number the rows of one export, so they are no ids; a pupil's id in the school's database is `DB_IdNr`, a
 * teacher has only the Kürzel.
 */
export const mappingPresets: readonly ColumnMapping[] = [
  {
    name: 'iserv',
    rows: 'pupil',
    columns: {
      sourceId: 'Import-ID',
      firstName: 'Vorname',
      lastName: 'Nachname',
      class: ['Klasse', 'Klasse/Information'],
      courses: 'Kursnamen',
      handle: 'Account',
    },
    complete: true,
  },
  {
    name: 'iserv_guardians',
    rows: 'guardian',
    columns: {
      firstName: 'Vorname',
      lastName: 'Nachname',
      childId: 'Kind-ID',
      email: 'E-Mail',
      phone: 'Telefonnummer',
      street: 'Adresse',
    },
  },
  {
    name: 'danis',
    rows: 'pupil',
    columns: {
      sourceId: 'SchuelerIdentNummer',
      firstName: 'SchuelerRufname',
      lastName: 'SchuelerNachname',
      class: ['GruppeBezeichung', 'GruppeBezeichnung'],
    },
    complete: true,
  },
  {
    name: 'moodle',
    rows: 'by_role',
    columns: {
      handle: 'username',
      firstName: 'firstname',
      lastName: 'lastname',
      email: 'email',
      sourceId: 'idnumber',
      groups: 'cohort*',
      courses: 'course*',
      role: 'role1',
      status: 'deleted',
    },
    roles: roleWords,
    activeStatus: ['', '0'],
    complete: false,
  },
  {
    name: 'ucsschool',
    rows: 'pupil',
    columns: { firstName: 'Vorname', lastName: 'Nachname', classes: 'Klassen', email: 'EMail', phone: 'Telefon' },
    complete: true,
  },
  {
    name: 'ucsschool_roles',
    rows: 'by_role',
    columns: {
      role: 'Benutzertyp',
      firstName: 'Vorname',
      lastName: 'Nachname',
      classes: 'Klassen',
      email: 'EMail',
      sourceId: 'record_uid',
      phone: 'Telefon',
    },
    roles: roleWords,
    complete: true,
  },
  {
    name: 'untis_teachers',
    rows: 'teacher',
    columns: {
      sourceId: 'Untis-Lehrkraft',
      shortName: 'Untis-Lehrkraft',
      lastName: 'Nachname',
      firstName: 'Vorname',
      gender: 'Geschlecht',
      email: 'E-Mail',
    },
    complete: true,
  },
  {
    name: 'untis_pupils',
    rows: 'pupil',
    columns: {
      sourceId: ['Fremdschlüssel', 'Untis-Kürzel'],
      lastName: 'Nachname',
      firstName: 'Vorname',
      birthDate: 'Geburtsdatum',
      gender: 'Geschlecht',
      class: 'Klasse',
      email: 'E-Mail',
    },
    // schools often keep only the upper years' pupils in Untis
    complete: false,
  },
  {
    name: 'kurs42_teachers',
    rows: 'teacher',
    columns: { shortName: 'Kuerzel', lastName: 'Name', firstName: 'Vorname', gender: 'Geschlecht', email: 'EMail' },
    complete: true,
  },
  {
    name: 'kurs42_pupils',
    rows: 'pupil',
    columns: {
      sourceId: 'DB_IdNr',
      lastName: 'Name',
      firstName: 'Vorname',
      birthDate: 'GebDat',
      gender: 'Geschlecht',
      class: 'Klasse',
      email: ['SchulEmail', 'EMail'],
      status: 'Status',
    },
    // SchILD: 2 active, 3 on leave, 6 external; the rest has not come yet (0, 1) or has left (8, 9).
    activeStatus: ['2', '3', '6'],
    ignoredStatus: ['0', '1'],
    complete: false,
  },
];

/** Columns whose presence tells that a table is one of the presets; compared by `headerKey`. The first that fits wins. */
export const presetMarks: Record<string, readonly string[]> = {
  untis_teachers: ['Untis-Lehrkraft', 'Nachname'],
  untis_pupils: ['Untis-Kürzel', 'Nachname', 'Klasse'],
  kurs42_pupils: ['IdNr', 'DB_IdNr', 'GebDat', 'Name', 'Vorname'],
  kurs42_teachers: ['Kuerzel', 'Name', 'Vorname', 'AmtsBez'],
  danis: ['SchuelerIdentNummer', 'SchuelerRufname', 'SchuelerNachname'],
  iserv_guardians: ['Kind-ID', 'Vorname', 'Nachname'],
  iserv: ['Import-ID', 'Vorname', 'Nachname'],
  ucsschool_roles: ['Benutzertyp', 'Schulen', 'Vorname', 'Nachname'],
  ucsschool: ['Schule', 'Vorname', 'Nachname', 'Klassen'],
  moodle: ['username', 'firstname', 'lastname'],
};
