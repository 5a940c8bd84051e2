import { classMatchName } from './class-name.ts';
import { type SchildRow, schildPupilKey } from './schild-file.ts';
import type { SchildSet } from './schild-set.ts';
import type { RosterCourse, RosterPerson } from './snapshot.ts';
import type { SnapshotBuilder } from './snapshot-builder.ts';

type Term = { year: string; half: 1 | 2 } | null;
type Teachers = ReadonlyMap<string, RosterPerson>;

/**
 * Adds the courses of a SchILD set, from Kurse.dat and, where they are not in there, from SchuelerLeistungsdaten.dat; only those of the
 * latest half-year. A course is known by its name and its Jahrgang (each year has its own "M-GK1"); lessons of a whole class, which have
 * no KursBez, by class and subject.
 */
export function readSchildCourses(
  set: SchildSet,
  builder: SnapshotBuilder,
  pupils: ReadonlyMap<string, RosterPerson>,
  teachers: Teachers,
  term: Term,
): void {
  const subjects = new Map(set.rows('Faecher').map((row) => [row.cell('InternKrz'), row.cell('Bezeichnung')]));
  const known = new Map<string, RosterCourse>();
  const inTerm = (row: { cell(column: 'Jahr' | 'Abschnitt'): string }) =>
    term === null || row.cell('Jahr') === '' || (row.cell('Jahr') === term.year && row.cell('Abschnitt') === String(term.half));

  const add = (keys: string[], name: string, subject: string, courseType: string, place: { file: string; line: number }) => {
    const given = {
      key: keys[0] ?? name,
      sourceId: null,
      name,
      subject: subject || null,
      subjectName: subjects.get(subject) || null,
      courseType: courseType || null,
    };
    const course = builder.addCourse(given, place, 'KursBez');
    if (course !== null) for (const key of keys) known.set(key, course);
    return course;
  };
  const teach = (
    course: RosterCourse,
    shortName: string,
    part: 'lead' | 'co_teach',
    row: { place: { file: string; line: number } },
    column: string,
  ) => {
    if (shortName === '') return;
    const teacher = teachers.get(shortName);
    if (teacher !== undefined) builder.addTeacher(course, teacher, part);
    else if (teachers.size > 0) builder.problems.add(row.place, column, 'teacher_unknown', { name: shortName });
  };

  for (const row of set.rows('Kurse')) {
    if (!inTerm(row)) continue;
    const className = row.cell('Klasse');
    const courseClass = className === '' ? null : builder.listedClass(className, row.place, 'Klasse');
    const name = row.cell('KursBez') || `${row.cell('Fach')} ${courseClass?.name ?? className}`;
    const course = add(courseKeys(row), name, row.cell('Fach'), row.cell('Kursart'), row.place);
    if (course === null) continue;
    if (courseClass !== null) course.classKeys.push(courseClass.key);
    teach(course, row.cell('Kursleiter'), 'lead', row, 'Kursleiter');
    teach(course, row.cell('Zusatzkraft'), 'co_teach', row, 'Zusatzkraft');
    row.after('Zusatzkraft').forEach((cell, index) => {
      if (index % 2 === 1) teach(course, cell, 'co_teach', row, 'Weitere Zusatzkraft');
    });
  }
  for (const row of set.rows('SchuelerLeistungsdaten')) {
    const pupil = pupils.get(schildPupilKey(row.cell('Nachname'), row.cell('Vorname'), row.cell('Geburtsdatum')));
    if (pupil === undefined || pupil.status !== 'active' || !inTerm(row) || row.cell('Fach') === '') continue;
    const keys = gradedKeys(row, pupil);
    const ofClass = row.cell('Kurs') === '' && pupil.entryClass !== null;
    const className = builder.classNamed(pupil.entryClass ?? '')?.name ?? pupil.entryClass ?? '';
    const name = row.cell('Kurs') || `${row.cell('Fach')} ${className}`.trim();
    const found = keys.map((key) => known.get(key)).find((each) => each !== undefined);
    const course = found ?? add(keys, name, row.cell('Fach'), ofClass ? '' : row.cell('Kursart'), row.place);
    if (course === null) continue;
    builder.join(pupil, course, 'pupil');
    teach(course, row.cell('Fachlehrer'), course.teachers.some((each) => each.part === 'lead') ? 'co_teach' : 'lead', row, 'Fachlehrer');
    teach(course, row.cell('Zusatzkraft'), 'co_teach', row, 'Zusatzkraft');
  }
}

/** Keys under which a course of Kurse.dat is found: one for each of its Jahrgänge (a list "05,06,07" is possible). */
function courseKeys(row: SchildRow<'Kurse'>): string[] {
  const name = row.cell('KursBez');
  if (name === '') return [classKey(row.cell('Klasse'), row.cell('Fach'))];
  return row
    .cell('Jahrgang')
    .split(',')
    .map((year) => courseKey(name, year, row.cell('Fach')));
}

/** Keys under which a row of grades looks for its course: its own Jahrgang first, then those of the course. */
function gradedKeys(row: SchildRow<'SchuelerLeistungsdaten'>, pupil: RosterPerson): string[] {
  const name = row.cell('Kurs');
  if (name === '') return [classKey(pupil.entryClass ?? '', row.cell('Fach'))];
  const years = [row.cell('Jahrgang'), ...row.cell('Jahrgänge').split(',')].filter((year) => year.trim() !== '');
  return (years.length === 0 ? [''] : years).map((year) => courseKey(name, year, row.cell('Fach')));
}

function courseKey(name: string, year: string, subject: string): string {
  return `${name}|${year.trim()}|${subject}`;
}

function classKey(className: string, subject: string): string {
  return `|${classMatchName(className)}|${subject}`;
}
