import type { PatternKind } from '../lessons/pattern.ts';
import type { LessonRow, TimedRow } from '../untis/read-lessons.ts';
import type { UntisExport } from '../untis/read-untis.ts';
import type { WeekKind } from '../untis/weeks.ts';

/** A lesson that comes again every week, as a file wants it; everything by the names of the file. */
export interface WantedLesson {
  /** What it is known by in the next file: time, weeks, classes, subject; teachers and rooms may change. */
  key: string;
  kind: PatternKind;
  weekday: number;
  firstPeriod: number;
  lastPeriod: number;
  week: WeekKind;
  classes: string[];
  teachers: string[];
  subject: string;
  /** `period`: only in this one of several; null: all the time. */
  rooms: { name: string; period: number | null }[];
  /** Empty where the files do not say. */
  courseName: string;
  /** From GPU002, where it belongs to this plan. */
  from: string | null;
  to: string | null;
  file: string;
  row: number;
}

/** One period of a lesson: rows of a coupling that are one lesson. */
interface Hour {
  number: number;
  weekday: number;
  period: number;
  week: WeekKind;
  classes: string[];
  teachers: string[];
  subject: string;
  rooms: string[];
  file: string;
  row: number;
}

/**
 * The lessons of a plan. Rows with the same number at the same time are coupled: those of one subject that share a teacher or a room are one lesson of
 * several classes, teachers or rooms; the others take place beside each other. Periods of one course that follow each other are one lesson. In the order of their first rows.
 *
 * @param endsBlock  whether after this period there is a break so long (lunch) that the next one is another lesson
 */
export function wantedLessons(content: UntisExport, endsBlock: (period: number) => boolean): WantedLesson[] {
  const about = content.isTogether ? Map.groupBy(content.lessons, ({ number }) => number) : new Map<number, LessonRow[]>();
  const names = courseNames(content.lessons);
  const usual = usualSpan(content);
  const hours = hoursOf(content.timetable ?? []).map((hour) => {
    const listed = about.get(hour.number)?.filter(({ subject }) => subject === hour.subject) ?? [];
    const own = listed.find(({ className, teacher }) => hour.classes.includes(className) && hour.teachers.includes(teacher)) ?? listed[0];
    const courseName = own?.courseName || names.get(triple(hour.classes[0] ?? '', hour.teachers[0] ?? '', hour.subject)) || '';
    const [from, to] = own === undefined || isSpan(own, usual) ? [null, null] : [own.from, own.to];
    return { ...hour, week: hour.week ?? own?.week ?? null, courseName, from, to };
  });
  const lessons = [...Map.groupBy(hours, contentKey).values()].flatMap((same) => blocksOf(same, endsBlock));
  return withKeys(lessons).sort((one, other) => one.row - other.row);
}

/** First and last day as Untis says them, inclusive. */
export type Span = Pick<LessonRow, 'from' | 'to'>;

/** The days most lessons of an export have: those of the plan itself, no limit of a lesson. Null where the export gives none. */
export function usualSpan({ isTogether, lessons }: UntisExport): Span | null {
  if (!isTogether) return null;
  const spans = [...Map.groupBy(lessons, ({ from, to }) => `${from} ${to}`).values()].sort((one, other) => other.length - one.length);
  const [row] = spans[0] ?? [];
  if (row === undefined || (spans[0]?.length ?? 0) * 2 < lessons.length || (row.from === null && row.to === null)) return null;
  return { from: row.from, to: row.to };
}

function isSpan({ from, to }: Span, other: Span | null): boolean {
  return other !== null && from === other.from && to === other.to;
}

/** Names of courses by class, teacher and subject, where GPU002 gives them one only. No lesson number is asked, so the files may be of different days. */
function courseNames(lessons: readonly LessonRow[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { className, teacher, subject, courseName } of lessons) {
    if (courseName === '') continue;
    const key = triple(className, teacher, subject);
    const known = names.get(key);
    names.set(key, known === undefined || known === courseName ? courseName : '');
  }
  return names;
}

function triple(...names: [className: string, teacher: string, subject: string]): string {
  return names.join('\u0000');
}

function hoursOf(rows: readonly TimedRow[]): Hour[] {
  const coupled = Map.groupBy(rows, ({ number, weekday, period, week, subject }) =>
    [number, weekday, period, week, subject].join('\u0000'),
  );
  return [...coupled.values()].flatMap((group) => partsOf(group).map(united));
}

/** Rows that share a teacher or a room belong to each other, also by way of a third; rows that name neither are one. */
function partsOf(rows: readonly TimedRow[]): TimedRow[][] {
  let parts: { marks: Set<string>; rows: TimedRow[] }[] = [];
  for (const row of rows) {
    const marks = new Set([...row.teachers.map((name) => `t ${name}`), ...row.rooms.map((name) => `r ${name}`)]);
    if (marks.size === 0) marks.add('nobody, nowhere');
    const touched = parts.filter((part) => [...marks].some((mark) => part.marks.has(mark)));
    const joined = {
      marks: new Set([...marks, ...touched.flatMap((part) => [...part.marks])]),
      rows: [...touched.flatMap((part) => part.rows), row],
    };
    parts = [...parts.filter((part) => !touched.includes(part)), joined];
  }
  return parts.map((part) => part.rows);
}

function united(rows: readonly TimedRow[]): Hour {
  const [first] = rows;
  if (first === undefined) throw new Error('a lesson of no rows');
  const all = (pick: (row: TimedRow) => readonly string[]) => [...new Set(rows.flatMap(pick))];
  const { number, weekday, period, week, subject, file } = first;
  const row = Math.min(...rows.map((each) => each.row));
  return {
    ...{ number, weekday, period, week, subject, file, row },
    classes: all(({ classes }) => classes).sort(),
    teachers: all(({ teachers }) => teachers),
    rooms: all(({ rooms }) => rooms).sort(),
  };
}

type Placed = Hour & Pick<WantedLesson, 'courseName' | 'from' | 'to'>;

/** Of one course and one weekday: everything but the time and the rooms. */
function contentKey({ weekday, week, classes, teachers, subject, from, to, courseName, number }: Placed): string {
  // what has neither class nor subject is one thing only by its number
  const own = classes.length === 0 && subject === '' ? number : '';
  return JSON.stringify([weekday, week, classes, teachers.toSorted(), subject, from, to, courseName, own]);
}

function blocksOf(hours: readonly Placed[], endsBlock: (period: number) => boolean): Omit<WantedLesson, 'key'>[] {
  const blocks: Placed[][] = [];
  for (const [, same] of [...Map.groupBy(hours, ({ period }) => period)].sort(([one], [other]) => one - other)) {
    const [first] = same;
    if (first === undefined) continue;
    const hour = { ...first, row: Math.min(...same.map(({ row }) => row)), rooms: [...new Set(same.flatMap(({ rooms }) => rooms))].sort() };
    const block = blocks.at(-1);
    const last = block?.at(-1)?.period;
    if (block === undefined || last === undefined || last + 1 !== hour.period || endsBlock(last)) blocks.push([hour]);
    else block.push(hour);
  }
  return blocks.flatMap((block) => {
    const [first] = block;
    const last = block.at(-1);
    if (first === undefined || last === undefined) return [];
    const { weekday, week, classes, teachers, subject, courseName, from, to, file } = first;
    const row = Math.min(...block.map((hour) => hour.row));
    const isSame = block.every(({ rooms }) => rooms.join('~') === first.rooms.join('~'));
    const rooms = isSame
      ? first.rooms.map((name) => ({ name, period: null }))
      : block.flatMap(({ period, rooms }) => rooms.map((name) => ({ name, period })));
    return {
      ...{ kind: kindOf(classes, subject), weekday, firstPeriod: first.period, lastPeriod: last.period },
      ...{ week, classes, teachers, subject, rooms, courseName, from, to, file, row },
    };
  });
}

/** Without a class a lesson binds teachers only; of which kind it is only its name tells. */
function kindOf(classes: readonly string[], subject: string): PatternKind {
  if (classes.length > 0) return 'lesson';
  if (/bereit|präsenz|vertr/i.test(subject)) return 'standby';
  if (/konf|besprech|team|sitzung/i.test(subject)) return 'conference';
  return 'duty';
}

/** Parallel groups of one class in one subject (sport, say) are told apart by their teachers, and what even these leave alike by a number. */
function withKeys(lessons: readonly Omit<WantedLesson, 'key'>[]): WantedLesson[] {
  const keyed = lessons.map((lesson) => {
    const { weekday, firstPeriod, lastPeriod, week, classes, subject, from } = lesson;
    return { ...lesson, key: [weekday, `${firstPeriod}-${lastPeriod}`, week ?? '', from ?? '', classes.join('~'), subject].join('|') };
  });
  const apart = alike(keyed).flatMap((same) =>
    same.length === 1 && (same[0]?.classes.length ?? 0) > 0
      ? same
      : same.map((lesson) => ({ ...lesson, key: `${lesson.key}|${lesson.teachers.join('~')}|${lesson.courseName}` })),
  );
  return alike(apart).flatMap((same) => same.map((lesson, at) => (at === 0 ? lesson : { ...lesson, key: `${lesson.key}|${at + 1}` })));
}

function alike(lessons: readonly WantedLesson[]): WantedLesson[][] {
  return [...Map.groupBy(lessons, ({ key }) => key).values()];
}
