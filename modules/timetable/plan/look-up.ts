import { matchNameOf } from '#modules/groups/public.ts';
import type { ProblemCode, Report } from '../untis/problem.ts';
import type { UntisExport } from '../untis/read-untis.ts';
import { findCourse, type KnownCourse } from './find-course.ts';
import { classFinder, type Found, type KnownClass, type KnownTeacher, only, teacherFinder } from './names.ts';
import type { PatternParts, Present } from './present.ts';
import type { WantedLesson } from './wanted-lessons.ts';

/** Looks up what the names of a file mean at the school, and counts what it cannot find. */
export interface LookUp {
  partsOf(lesson: WantedLesson): Omit<PatternParts, 'rooms'>;
  /** Looks up the classes and teachers of lists that come without lessons. */
  lists(): void;
  counts: { courses: Set<string>; teachers: Set<string>; unsure: Set<string>; placeholders: Set<string> };
}

/**
 * Everything unknown or unsure is reported once, at the row where it comes first, and kept by the name the file gives.
 *
 * @param chosen  which courses are meant, as a human said: `class/subject` → name of the course
 */
export function lookUp(content: UntisExport, present: Present, chosen: ReadonlyMap<string, string>, report: Report): LookUp {
  const counts = { courses: new Set<string>(), teachers: new Set<string>(), unsure: new Set<string>(), placeholders: new Set<string>() };
  const findByName = classFinder(present.classes);
  const longNames = new Map(content.classes.map(({ shortName, name }) => [shortName, name]));
  // a class the school knows by the long name of Untis' list only
  const findClass = (name: string) => {
    const found = findByName(name);
    const long = longNames.get(name);
    return found.state === 'unknown' && long ? findByName(long) : found;
  };
  const findTeacher = teacherFinder(present.teachers);
  const subjectNames = new Map(content.subjects.map(({ shortName, name }) => [shortName, name]));
  const before = coursesBefore(present);

  const note = (
    kind: 'class' | 'teacher' | 'course',
    name: string,
    found: Found<{ name: string }>,
    at: { file: string; row: number },
    first = false,
  ) => {
    const mark = `${kind} ${name}`;
    if (found.state === 'known' || counts.unsure.has(mark) || counts.placeholders.has(mark)) return;
    (found.state === 'unsure' ? counts.unsure : counts.placeholders).add(mark);
    const code: ProblemCode = `${kind}_${found.state}`;
    const column = first ? '1 (Kürzel)' : { class: '2 (Klasse)', teacher: '3 (Lehrer)', course: '4 (Fach)' }[kind];
    const among = found.state === 'unsure' ? found.among.map((one) => one.name).join(', ') : '';
    report({ file: at.file, row: at.row, column }, code, { name, among });
  };

  const courseOf = (lesson: WantedLesson, classes: readonly KnownClass[], teachers: readonly KnownTeacher[]): Found<KnownCourse> => {
    const { subject, courseName } = lesson;
    const said = courseName || subject;
    const wish = chosen.get(choiceKey(`${lesson.classes[0] ?? ''}/${said}`)) ?? chosen.get(choiceKey(said));
    const classIds = classes.map(({ id }) => id);
    const meant = present.courses.filter(
      (course) => wish !== undefined && matchNameOf(course.name) === matchNameOf(wish) && classIds.some((id) => course.classIds.has(id)),
    );
    if (meant.length > 0) return only(meant);
    return findCourse(present.courses, {
      ...{ subject, courseName, classIds, classNames: lesson.classes },
      subjectName: subjectNames.get(subject) ?? null,
      teacherIds: teachers.map(({ id }) => id),
      before: before.get(beforeKey(lesson.classes, subject)) ?? new Set(),
    });
  };

  return {
    counts,
    lists() {
      for (const row of content.classes) note('class', row.shortName, findClass(row.shortName), row, true);
      for (const row of content.teachers) note('teacher', row.shortName, findTeacher(row.shortName), row, true);
    },
    partsOf(lesson) {
      const classes = lesson.classes.map((name) => ({ name, found: findClass(name) }));
      const teachers = lesson.teachers.map((name) => ({ name, found: findTeacher(name) }));
      for (const { name, found } of classes) note('class', name, found, lesson);
      for (const { name, found } of teachers) {
        counts.teachers.add(name);
        note('teacher', name, found, lesson);
      }
      const known = <T>(all: readonly { found: Found<T> }[]) => all.flatMap(({ found }) => (found.state === 'known' ? [found.it] : []));
      const isTeaching = lesson.kind === 'lesson' && (lesson.subject !== '' || lesson.courseName !== '');
      const course = isTeaching ? courseOf(lesson, known(classes), known(teachers)) : null;
      if (course !== null) {
        const name = [lesson.classes.join(' '), lesson.courseName || lesson.subject, lesson.teachers.join(' ')].filter(Boolean).join(' · ');
        counts.courses.add(name);
        note('course', name, course, lesson);
      }
      return {
        courses: course === null ? [] : [courseRow(course, lesson)],
        groups: classes.map(({ name, found }) =>
          found.state === 'known' ? { groupId: found.it.id, name: null } : { groupId: null, name },
        ),
        teachers: teachers.map(({ name, found }) => ({
          ...(found.state === 'known' ? { personId: found.it.id, name: null } : { personId: null, name }),
          part: lesson.kind === 'lesson' ? ('leads' as const) : ('supervises' as const),
        })),
      };
    },
  };
}

function courseRow(found: Found<KnownCourse>, { courseName, subject }: WantedLesson): PatternParts['courses'][number] {
  const own = subject || null;
  return found.state === 'known'
    ? { courseId: found.it.id, name: null, subject: own }
    : { courseId: null, name: courseName || subject, subject: own };
}

/** How a human writes which course is meant: without regard to capitals and blanks. */
export function choiceKey(text: string): string {
  return text.split('/').map(matchNameOf).join('/');
}

function beforeKey(classes: readonly string[], subject: string): string {
  return `${classes.join('~')}|${subject}`;
}

/** The courses that lessons of these classes and this subject are now, else were in this school year. */
function coursesBefore({ patterns, coursesBefore: inYear }: Present): Map<string, Set<string>> {
  const now = patterns.flatMap(({ key, courses }) => {
    const [classes, subject] = key?.split('|').slice(4, 6) ?? [];
    if (classes === undefined || subject === undefined) return [];
    return courses.flatMap(({ courseId }) => (courseId === null ? [] : { classes, subject, courseId }));
  });
  const sets = (rows: Present['coursesBefore']) =>
    [...Map.groupBy(rows, ({ classes, subject }) => `${classes}|${subject}`)].map(
      ([key, all]) => [key, new Set(all.map(({ courseId }) => courseId))] as const,
    );
  return new Map([...sets(inYear), ...sets(now)]);
}
