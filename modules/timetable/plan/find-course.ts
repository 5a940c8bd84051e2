import { matchNameOf } from '#modules/groups/public.ts';
import { type Found, only } from './names.ts';

/** A course as a lesson is compared with it. */
export interface KnownCourse {
  id: string;
  name: string;
  /** Short and long name of its subject. */
  subject: string | null;
  subjectName: string | null;
  /** Kursart: GK, LK … */
  courseType: string | null;
  /** Classes it belongs to, or its pupils come from. */
  classIds: ReadonlySet<string>;
  teacherIds: ReadonlySet<string>;
}

/** What a lesson says of its course. */
export interface CourseWish {
  subject: string;
  /** The subject in full, where a list of subjects was given. */
  subjectName: string | null;
  /** Empty where no file names it. */
  courseName: string;
  /** As the file writes them. */
  classNames: readonly string[];
  /** Those of them the school knows. */
  classIds: readonly string[];
  teacherIds: readonly string[];
  /** Courses this lesson was found to be before. */
  before: ReadonlySet<string>;
}

/**
 * The course of a lesson, by class, subject, teacher and name. Names count most: a course that is called as the file says is meant though its teacher
 * has changed. By the subject alone it is found only when the teacher fits or nobody knows one. Where several fit or none does, it
 * is the one it was before.
 */
export function findCourse(courses: readonly KnownCourse[], wish: CourseWish): Found<KnownCourse> {
  const ofClass = courses.filter(
    ({ classIds }) => wish.classIds.length > 0 && (classIds.size === 0 || wish.classIds.some((id) => classIds.has(id))),
  );
  const teaches = ({ teacherIds }: KnownCourse) => wish.teacherIds.some((id) => teacherIds.has(id));
  const named = (wish.classIds.length > 0 ? ofClass : courses.filter(teaches)).filter((course) => isNamed(course, wish));
  if (named.length > 0) return settled(named.some(teaches) ? named.filter(teaches) : named, wish);
  const alike = ofClass.filter((course) => hasSubject(course, wish));
  const taught = alike.filter(teaches);
  if (taught.length > 0) return settled(exactly(taught, wish), wish);
  // nobody of the file is known to us, or nobody teaches the course yet: class and subject are all there is
  const open = wish.teacherIds.length === 0 ? alike : alike.filter(({ teacherIds }) => teacherIds.size === 0);
  if (open.length > 0) return settled(exactly(open, wish), wish);
  // a name only an earlier file gave, or a course that has another name by now
  const before = ofClass.filter(({ id }) => wish.before.has(id));
  if (before.length === 1) return only(before);
  return alike.length === 0 ? { state: 'unknown' } : settled(alike, wish, true);
}

/** Of several the one that has just these classes. */
function exactly(courses: readonly KnownCourse[], { classIds }: CourseWish): readonly KnownCourse[] {
  const exact = courses.filter((course) => course.classIds.size === classIds.length && classIds.every((id) => course.classIds.has(id)));
  return exact.length === 1 ? exact : courses;
}

function settled(fitting: readonly KnownCourse[], { before }: CourseWish, asks = false): Found<KnownCourse> {
  const known = fitting.filter(({ id }) => before.has(id));
  if (known.length === 1) return only(known);
  return asks ? { state: 'unsure', among: fitting } : only(fitting);
}

function isNamed({ name }: KnownCourse, { subject, courseName, classNames }: CourseWish): boolean {
  const classes = classNames.map(matchNameOf);
  const own = withoutClass(name, classes);
  return [courseName, subject].flatMap((said) => withoutClass(said, classes)).some((each) => own.includes(each));
}

/** A name as it is, and without the class before or after it: "Q1_BI-LK1" and "BI-LK1 Q1" are one name. */
function withoutClass(name: string, classes: readonly string[]): string[] {
  const whole = matchNameOf(name);
  const cut = classes.flatMap((one) => [
    ...(whole.startsWith(one) ? [whole.slice(one.length)] : []),
    ...(whole.endsWith(one) ? [whole.slice(0, -one.length)] : []),
  ]);
  return [whole, ...cut].filter((each) => each !== '');
}

/** Kursart and number in a name: "BI-GK3" is a third basic course. */
function typeIn(text: string): { type: string | null; number: string | null } {
  const [, type, number] = /(?<!\p{L})(GK|LK|ZK|PJK|VTF)(\d*)(?!\p{L})/iu.exec(text) ?? [];
  return { type: type?.toUpperCase() ?? null, number: number || null };
}

function isAnother(course: KnownCourse, { subject, courseName }: CourseWish): boolean {
  const said = typeIn(courseName || subject);
  const own = typeIn(course.name);
  const type = course.courseType?.toUpperCase() ?? own.type;
  const differ = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
  return differ(said.type, type) || differ(said.number, own.number);
}

function hasSubject(course: KnownCourse, wish: CourseWish): boolean {
  const { subject, subjectName } = wish;
  if (subject === '' || course.subject === null || isAnother(course, wish)) return false;
  const own = matchNameOf(course.subject);
  // "BI-GK1", "D  G4": the subject stands before the first sign
  const head = /^[\p{L}]+/u.exec(subject)?.[0] ?? '';
  if (own === matchNameOf(subject) || own === matchNameOf(head)) return true;
  const long = course.subjectName === null ? '' : matchNameOf(course.subjectName);
  return long !== '' && [subjectName ?? '', subject].some((each) => matchNameOf(each) === long);
}
