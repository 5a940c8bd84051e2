import type { LessonRow, TimedRow } from './read-lessons.ts';

/** Where GPU001 and GPU002 mean different lessons by the same number. */
export interface Apart {
  /** A row of GPU002; null when the files have hardly a number in common. */
  row: number | null;
  number: number | null;
  /** What each file says the number is: class, teacher, subject. */
  timetable: string;
  lessons: string;
  /** Numbers in both files, and how many of them mean the same. */
  common: number;
  same: number;
}

/** Of the same export every number means the same in both files; a few differences are left for what changed between two mouse clicks. */
const leastSame = 0.9;
/** Lessons of a plan stand in the list of lessons, all of them. */
const leastCommon = 0.5;

/**
 * Whether the timetable and the list of lessons come from one export: only then does a lesson number mean the same in both. In the samples of SVWS number 1 is
 * Biology in EF in one file and Sport in 09a in the other.
 *
 * @returns null when they belong together, else the first number that tells it
 */
export function apartOf(timetable: readonly TimedRow[], lessons: readonly LessonRow[]): Apart | null {
  const planned = new Map<number, Set<string>>();
  for (const { number, classes, teachers, subject } of timetable) {
    const keys = planned.get(number) ?? new Set();
    for (const name of orEmpty(classes)) for (const teacher of orEmpty(teachers)) keys.add(keyOf(name, teacher, subject));
    planned.set(number, keys);
  }
  const listed = Map.groupBy(lessons, ({ number }) => number);
  if (planned.size === 0 || listed.size === 0) return null;
  const common = [...planned.keys()].filter((number) => listed.has(number));
  const isSame = (number: number) =>
    (listed.get(number) ?? []).some(({ className, teacher, subject }) => planned.get(number)?.has(keyOf(className, teacher, subject)));
  const different = common.find((number) => !isSame(number));
  const same = common.filter(isSame).length;
  const isTogether = common.length >= planned.size * leastCommon && same >= common.length * leastSame;
  if (isTogether) return null;
  const row = different === undefined ? undefined : listed.get(different)?.[0];
  return {
    row: row?.row ?? null,
    number: different ?? null,
    timetable: [...(planned.get(different ?? -1) ?? [])][0] ?? '',
    lessons: row === undefined ? '' : keyOf(row.className, row.teacher, row.subject),
    common: common.length,
    same,
  };
}

function keyOf(className: string, teacher: string, subject: string): string {
  return [className, teacher, subject].join(' · ');
}

function orEmpty(names: readonly string[]): readonly string[] {
  return names.length === 0 ? [''] : names;
}
