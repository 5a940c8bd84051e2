import { readBirthDate } from './birth-date.ts';
import { guardianPool } from './guardian-pool.ts';
import { type ProblemList, RosterFileError } from './problem.ts';
import { readSchildCourses } from './schild-courses.ts';
import { readSchildIds, schildPupilKey } from './schild-file.ts';
import { openSchildSet, type SchildSet } from './schild-set.ts';
import { readStatus } from './school-status.ts';
import type { RosterPerson, RosterSnapshot } from './snapshot.ts';
import { type BuildOptions, SnapshotBuilder } from './snapshot-builder.ts';
import type { RosterFile } from './unzip.ts';

/**
 * Reads a set of SchILD-NRW's text interface (`*.dat`). SchuelerBasisdaten is needed; Klassen, Lehrkraefte, Faecher, Kurse,
 * SchuelerErzieher, SchuelerLeistungsdaten and Schueler_IDs are used where they are; all other files are passed over.
 *
 * - Status 2, 3, 6 belong to the school; 8, 9 have left; 0, 1 are not there yet.
 * - Without Schueler_IDs a pupil has no id; the key is name and birth date, and namesakes are written `Nachname#Klasse`: the part
 *   behind `#` is cut from the name we keep.
 * - Teachers are known by their Kürzel, which is their id.
 *
 * @throws RosterFileError `file_missing`, `header_wrong` and the refusals of decoding
 */
export function readSchild(files: readonly RosterFile[], problems: ProblemList, options: BuildOptions): RosterSnapshot {
  const builder = new SnapshotBuilder(problems, options);
  const set = openSchildSet(files, problems);
  if (!set.has('SchuelerBasisdaten'))
    throw new RosterFileError('SchuelerBasisdaten.dat', 'file_missing', { name: 'SchuelerBasisdaten.dat' });
  const idFile = files.find((file) => /^schueler_ids\.dat$/i.test(file.name));
  const ids = idFile === undefined ? new Map<string, string>() : readSchildIds(idFile, problems);

  const teachers = readTeachers(set, builder);
  readClasses(set, builder, teachers);
  const pupils = readPupils(set, builder, ids);
  readGuardians(set, builder, pupils);
  const term = latestTerm(set);
  readSchildCourses(set, builder, pupils, teachers, term);
  return builder.finish(
    { format: 'schild', schoolNumber: null, schoolYear: term?.year ?? null, halfYear: term?.half ?? null },
    {
      pupils: true,
      teachers: set.has('Lehrkraefte'),
      guardians: set.has('SchuelerErzieher'),
      classes: set.has('Klassen'),
      courses: set.has('Kurse') || set.has('SchuelerLeistungsdaten'),
    },
  );
}

function readTeachers(set: SchildSet, builder: SnapshotBuilder): Map<string, RosterPerson> {
  const teachers = new Map<string, RosterPerson>();
  for (const row of set.rows('Lehrkraefte')) {
    const shortName = row.cell('InternKrz');
    const teacher = builder.addPerson(
      {
        kind: 'teacher',
        sourceId: shortName,
        shortName,
        lastName: row.cell('Nachname'),
        firstName: row.cell('Vorname'),
        gender: row.cell('Geschlecht'),
        email: row.cell('dienstl. E-Mail'),
      },
      row.place,
      {
        sourceId: 'InternKrz',
        shortName: 'InternKrz',
        lastName: 'Nachname',
        firstName: 'Vorname',
        gender: 'Geschlecht',
        email: 'dienstl. E-Mail',
      },
    );
    if (teacher !== null) teachers.set(shortName, teacher);
  }
  return teachers;
}

function readClasses(set: SchildSet, builder: SnapshotBuilder, teachers: Map<string, RosterPerson>): void {
  for (const row of set.rows('Klassen')) {
    const name = row.cell('InternBez');
    const made = builder.addClass({ sourceId: name, name, statisticCode: row.cell('StatistikBez') }, row.place, 'InternBez');
    const lead = row.cell('Klassenlehrer');
    if (made === null || lead === '') continue;
    const teacher = teachers.get(lead);
    if (teacher !== undefined) builder.addTeacher(made, teacher, 'lead');
    else builder.problems.add(row.place, 'Klassenlehrer', 'teacher_unknown', { name: lead });
  }
}

function readPupils(set: SchildSet, builder: SnapshotBuilder, ids: ReadonlyMap<string, string>): Map<string, RosterPerson> {
  const pupils = new Map<string, RosterPerson>();
  for (const row of set.rows('SchuelerBasisdaten')) {
    const status = readStatus(row.cell('Status'));
    if (status === null) builder.problems.add(row.place, 'Status', 'status_unknown', { value: row.cell('Status').slice(0, 20) });
    if (status === null || status === 'not_yet') continue;
    const key = schildPupilKey(row.cell('Nachname'), row.cell('Vorname'), row.cell('Geburtsdatum'));
    if (pupils.has(key)) {
      builder.problems.add(row.place, 'Nachname', 'namesakes_same_birthday', { earlierLine: pupils.get(key)?.place.line ?? '' });
      continue;
    }
    const className = row.cell('Klasse');
    const pupil = builder.addPerson(
      {
        kind: 'pupil',
        sourceId: ids.get(key) ?? null,
        lastName: row.cell('Nachname').replace(/#.*$/, ''),
        firstName: row.cell('Vorname'),
        birthDate: row.cell('Geburtsdatum'),
        gender: row.cell('Geschlecht'),
        entryClass: className,
        status,
      },
      row.place,
      { lastName: 'Nachname', firstName: 'Vorname', birthDate: 'Geburtsdatum', gender: 'Geschlecht', entryClass: 'Klasse' },
    );
    if (pupil === null) continue;
    pupils.set(key, pupil);
    if (status !== 'active') continue;
    if (className === '') builder.problems.add(row.place, 'Klasse', 'class_missing', { name: `${pupil.firstName} ${pupil.lastName}` });
    else {
      const pupilClass = set.has('Klassen')
        ? builder.listedClass(className, row.place, 'Klasse')
        : builder.ensureClass(className, row.place, 'Klasse');
      if (pupilClass !== null) builder.join(pupil, pupilClass, 'pupil');
    }
  }
  return pupils;
}

/** Up to two guardians per line, several lines per pupil in order of importance. Siblings' parents are merged by name and address. */
function readGuardians(set: SchildSet, builder: SnapshotBuilder, pupils: ReadonlyMap<string, RosterPerson>): void {
  const addGuardian = guardianPool(builder);
  for (const row of set.rows('SchuelerErzieher')) {
    const child = pupils.get(schildPupilKey(row.cell('Nachname'), row.cell('Vorname'), row.cell('Geburtsdatum')));
    if (child === undefined) {
      // Pupils who are not there yet are passed over with their guardians; their rows are still in this file.
      if (readBirthDate(row.cell('Geburtsdatum')) === null)
        builder.problems.add(row.place, 'Geburtsdatum', 'birth_date_impossible', { value: '' });
      continue;
    }
    const address = `${row.cell('Straße')} ${row.cell('PLZ')} ${row.cell('Ort')}`;
    for (const number of ['1', '2'] as const) {
      const lastName = row.cell(`Nachname ${number}.Person`);
      const firstName = row.cell(`Vorname ${number}.Person`);
      if (lastName === '' && firstName === '') continue;
      const names = { lastName: `Nachname ${number}.Person`, firstName: `Vorname ${number}.Person` };
      const salutation = row.cell(`Anrede ${number}.Person`).toLowerCase();
      const gender = salutation === 'frau' ? 'w' : salutation === 'herr' ? 'm' : null;
      const guardian = addGuardian({ lastName, firstName, gender, address }, row.place, names);
      if (guardian !== null) builder.relate(guardian, child);
    }
  }
}

/** The latest school year and half-year any of the files speaks of: exports may hold earlier ones as well. */
function latestTerm(set: SchildSet): { year: string; half: 1 | 2 } | null {
  const terms = [...set.rows('Klassen'), ...set.rows('SchuelerBasisdaten'), ...set.rows('Kurse')]
    .map((row) => `${row.cell('Jahr')}-${row.cell('Abschnitt')}`)
    .filter((term) => /^\d{4}-[12]$/.test(term));
  const latest = terms.sort().at(-1);
  return latest === undefined ? null : { year: latest.slice(0, 4), half: latest.endsWith('1') ? 1 : 2 };
}
