import type { TestFile } from '../upload.ts';
import { encoded } from './encode.ts';
import { coursesOf, germanDay, type MadeSchool } from './school.ts';

/** IServ's list of everybody (teachers in a "class" named Lehrer), in Windows-1252 as Excel saves it, and its list of parents, a row per child. */
export function iservFiles({ pupils, teachers, guardians }: MadeSchool): TestFile[] {
  const rows = [
    ...pupils.map((pupil) => [pupil.id, pupil.first, pupil.last, pupil.className, coursesOf(pupil).join(','), '']),
    ...teachers.map(({ id, first, last }) => [1000 + id, first, last, 'Lehrer', '', '']),
  ];
  const parents = guardians.flatMap(({ first, last, street, children }) => children.map((child) => [first, last, child, '', '', street]));
  return [
    {
      name: 'iserv.csv',
      bytes: encoded(
        [['Import-ID', 'Vorname', 'Nachname', 'Klasse/Information', 'Kursnamen', 'Account'], ...rows]
          .map((row) => row.join(';'))
          .join('\r\n'),
        'windows-1252',
      ),
    },
    {
      name: 'eltern.csv',
      bytes: encoded(
        [['Vorname', 'Nachname', 'Kind-ID', 'E-Mail', 'Telefonnummer', 'Adresse'], ...parents].map((row) => row.join(';')).join('\r\n'),
        'utf-8',
      ),
    },
  ];
}

/** DaNiS' free list for IServ, with the column misspelt as it is there. */
export function danisFile({ pupils }: MadeSchool): TestFile[] {
  const rows = pupils.map(({ id, first, last, className }) => [id, first, last, className].join(';'));
  return [{ name: 'danis.csv', bytes: ['SchuelerIdentNummer;SchuelerRufname;SchuelerNachname;GruppeBezeichung', ...rows].join('\n') }];
}

/** Moodle's list of users; classes are cohorts there, and a role column says who teaches. */
export function moodleFile({ pupils, teachers }: MadeSchool): TestFile[] {
  const rows = [
    ...pupils.map((pupil) => [
      `u${pupil.id}`,
      pupil.first,
      pupil.last,
      pupil.id,
      'student',
      pupil.className,
      ...coursesOf(pupil),
      ...(pupil.inClub ? [] : ['']),
    ]),
    ...teachers.map(({ id, first, last, lead }) => [`l${id}`, first, last, 1000 + id, 'editingteacher', `Kollegium`, `M ${lead}`, 'KU-AG']),
  ];
  return [
    {
      name: 'moodle.csv',
      bytes: ['username,firstname,lastname,idnumber,role1,cohort1,course1,course2', ...rows.map((row) => row.join(','))].join('\n'),
    },
  ];
}

/** UCS@school's list for several roles with ids: comma, everything in quotes. */
export function ucsRolesFile({ pupils, teachers }: MadeSchool): TestFile[] {
  const rows = [
    ['Schulen', 'Benutzertyp', 'Vorname', 'Nachname', 'Klassen', 'Beschreibung', 'Telefon', 'EMail', 'record_uid'],
    ...pupils.map(({ id, first, last, className }) => ['made', 'student', first, last, className, '', '', '', `u${id}`]),
    ...teachers.map(({ id, first, last, lead }) => ['made', 'teacher', first, last, lead ?? '', '', '', '', `t${id}`]),
  ];
  return [{ name: 'ucs.csv', bytes: rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n') }];
}

/** UCS@school's default list: no ids and no birth dates. */
export function ucsFile({ pupils }: MadeSchool): TestFile[] {
  const rows = [
    ['Schule', 'Vorname', 'Nachname', 'Klassen', 'Beschreibung', 'Telefon', 'EMail'],
    ...pupils.map(({ first, last, className }) => ['made', first, last, className, '', '', '']),
  ];
  return [{ name: 'ucs.csv', bytes: rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n') }];
}

/** A list as an office makes it: names of columns of its own, birth dates, no ids. */
export function officeFile({ pupils }: MadeSchool): TestFile[] {
  const rows = pupils.map(({ first, last, born, className }) => [last, first, germanDay(born), className].join('\t'));
  return [{ name: 'Liste.txt', bytes: ['Familienname\tRufname\tGeb.-Datum\tKlasse', ...rows].join('\n') }];
}
