import { type JsonRecord, readJson } from './json-source.ts';
import { limits } from './limits.ts';
import { type ProblemList, RosterFileError } from './problem.ts';
import { readStatus } from './school-status.ts';
import type { RosterClass, RosterCourse, RosterPerson, RosterPlace, RosterSnapshot } from './snapshot.ts';
import { type BuildOptions, SnapshotBuilder } from './snapshot-builder.ts';
import type { RosterFile } from './unzip.ts';

type SvwsFormat = 'svws' | 'enm';

/**
 * Reads the JSON of an SVWS server (SchILD-NRW 3): the export for learning platforms (`svws`) or for the external note file (`enm`).
 *
 * The two differ in names of fields (`idKlasse`/`klasseID` …; both are read in either) and in where a pupil's courses stand: `svws` in
 * `schueler[].idsLerngruppen`, `enm` in `schueler[].leistungsdaten[].lerngruppenID` (a course is a subject a pupil is graded in). Of
 * `leistungsdaten` nothing else is read. `lerngruppen` without a Kursart are lessons of one whole class, whose id is then
 * `idIntern`/`kID`; they are shown as subject and class ("D 6a") since their own name is only the subject's.
 *
 * The export for learning platforms holds only persons who have agreed to it, so absence also may mean a withdrawn consent. ENM has no
 * status: everybody in it is active. The first Klassenlehrer or teacher of a list leads, the others deputise or co-teach.
 *
 * @throws RosterFileError `json_wrong_shape` if one of the lists is missing, `too_many_rows`, and the refusals of `readJson`
 */
export function readSvwsSchool(format: SvwsFormat, file: RosterFile, problems: ProblemList, options: BuildOptions): RosterSnapshot {
  const school = readJson(file, problems);
  for (const field of ['klassen', 'lehrer', 'lerngruppen', 'schueler']) {
    if (!school.isList(field)) throw new RosterFileError(file.name, 'json_wrong_shape', { field }, null, field);
  }
  const pupils = school.list('schueler');
  if (pupils.length > limits.rows) throw new RosterFileError(file.name, 'too_many_rows', { limit: limits.rows, count: pupils.length });

  const builder = new SnapshotBuilder(problems, options);
  const placeOf = (record: JsonRecord): RosterPlace => ({ file: file.name, line: null, path: record.path });
  const teachers = readTeachers(school, builder, placeOf);
  const classes = readClasses(school, builder, teachers, placeOf);
  const courses = readCourses(school, builder, teachers, classes, placeOf);
  for (const record of pupils) readPupil(format, record, builder, classes, courses, placeOf(record));

  const halfYear = school.text('aktuellerAbschnitt', 'schuljahresabschnitt');
  return builder.finish(
    {
      format,
      schoolNumber: school.text('schulnummer') || null,
      schoolYear: /^\d{4}$/.exec(school.text('schuljahr'))?.[0] ?? null,
      halfYear: halfYear === '1' ? 1 : halfYear === '2' ? 2 : null,
    },
    { pupils: true, teachers: true, guardians: false, classes: true, courses: true },
  );
}

type PlaceOf = (record: JsonRecord) => RosterPlace;

function readTeachers(school: JsonRecord, builder: SnapshotBuilder, placeOf: PlaceOf): Map<string, RosterPerson> {
  const teachers = new Map<string, RosterPerson>();
  for (const record of school.list('lehrer')) {
    const id = record.text('id');
    const teacher = builder.addPerson(
      {
        kind: 'teacher',
        sourceId: id,
        lastName: record.text('nachname'),
        firstName: record.text('vorname'),
        gender: record.text('geschlecht'),
        shortName: record.text('kuerzel'),
        email: record.text('emailDienstlich', 'eMailDienstlich'),
        handle: loginOf(record),
      },
      placeOf(record),
      { lastName: 'nachname', firstName: 'vorname', sourceId: 'id', shortName: 'kuerzel', email: 'eMailDienstlich', gender: 'geschlecht' },
    );
    if (teacher !== null) teachers.set(id, teacher);
  }
  return teachers;
}

function readClasses(
  school: JsonRecord,
  builder: SnapshotBuilder,
  teachers: Map<string, RosterPerson>,
  placeOf: PlaceOf,
): Map<string, RosterClass> {
  const classes = new Map<string, RosterClass>();
  for (const record of school.list('klassen')) {
    const id = record.text('id');
    const given = { sourceId: id, name: record.text('kuerzelAnzeige', 'kuerzel'), statisticCode: record.text('kuerzel') };
    const made = builder.addClass(given, placeOf(record), 'kuerzelAnzeige');
    if (made === null) continue;
    classes.set(id, made);
    record.ids('idsKlassenlehrer', 'klassenlehrer').forEach((teacherId, index) => {
      const teacher = teachers.get(teacherId);
      if (teacher !== undefined) builder.addTeacher(made, teacher, index === 0 ? 'lead' : 'deputy');
      else builder.problems.add(placeOf(record), 'klassenlehrer', 'teacher_unknown', { name: teacherId });
    });
  }
  return classes;
}

function readCourses(
  school: JsonRecord,
  builder: SnapshotBuilder,
  teachers: Map<string, RosterPerson>,
  classes: Map<string, RosterClass>,
  placeOf: PlaceOf,
): Map<string, RosterCourse> {
  const subjects = new Map(school.list('faecher').map((record) => [record.text('id'), record]));
  const courses = new Map<string, RosterCourse>();
  for (const record of school.list('lerngruppen')) {
    const id = record.text('id');
    const ofClass = record.text('idKursart', 'kursartID') === '' ? classes.get(record.text('idIntern', 'kID')) : undefined;
    const subject = subjects.get(record.text('idFach', 'fachID'));
    const name = [record.text('bezeichnung'), ofClass?.name ?? ''].join(' ').trim();
    const courseType = record.text('kursartKuerzel') || null;
    const given = {
      key: id,
      sourceId: id,
      name,
      subject: subject?.text('kuerzelAnzeige', 'kuerzel') ?? null,
      subjectName: null,
      courseType,
    };
    const course = builder.addCourse(given, placeOf(record), 'bezeichnung');
    if (course === null) continue;
    courses.set(id, course);
    if (ofClass !== undefined) course.classKeys.push(ofClass.key);
    record.ids('idsLehrer', 'lehrerID').forEach((teacherId, index) => {
      const teacher = teachers.get(teacherId);
      if (teacher !== undefined) builder.addTeacher(course, teacher, index === 0 ? 'lead' : 'co_teach');
      else builder.problems.add(placeOf(record), 'lehrerID', 'teacher_unknown', { name: teacherId });
    });
  }
  return courses;
}

function readPupil(
  format: SvwsFormat,
  record: JsonRecord,
  builder: SnapshotBuilder,
  classes: Map<string, RosterClass>,
  courses: Map<string, RosterCourse>,
  place: RosterPlace,
): void {
  const status = record.text('status') === '' ? 'active' : readStatus(record.text('status'));
  if (status === null) builder.problems.add(place, 'status', 'status_unknown', { value: record.text('status').slice(0, 20) });
  if (status === null || status === 'not_yet') return;
  const classId = record.text('idKlasse', 'klasseID');
  const pupilClass = classes.get(classId);
  if (pupilClass === undefined && classId !== '') builder.problems.add(place, 'klasseID', 'class_unknown', { name: classId });
  const pupil = builder.addPerson(
    {
      kind: 'pupil',
      sourceId: record.text('id'),
      lastName: record.text('nachname'),
      firstName: record.text('vorname'),
      gender: record.text('geschlecht'),
      handle: loginOf(record),
      entryClass: pupilClass?.name ?? null,
      status,
    },
    place,
    { lastName: 'nachname', firstName: 'vorname', sourceId: 'id', gender: 'geschlecht' },
  );
  if (pupil === null || status !== 'active') return;
  if (classId === '') builder.problems.add(place, 'klasseID', 'class_missing', { name: `${pupil.firstName} ${pupil.lastName}` });
  if (pupilClass !== undefined) builder.join(pupil, pupilClass, 'pupil');
  const graded = record.list('leistungsdaten').map((entry) => entry.text('lerngruppenID', 'idLerngruppe'));
  for (const courseId of format === 'svws' ? record.ids('idsLerngruppen') : graded) {
    const course = courses.get(courseId);
    if (course !== undefined) builder.join(pupil, course, 'pupil');
    else builder.problems.add(place, 'lerngruppenID', 'course_unknown', { name: courseId });
  }
}

function loginOf(record: JsonRecord): string | null {
  return record.child('lernplattformlogin')?.text('benutzername', 'Benutzername') || null;
}
