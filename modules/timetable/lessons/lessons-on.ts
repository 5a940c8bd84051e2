import { happensOn } from './happens.ts';
import { instantAt } from './instant-at.ts';
import { lessonId } from './lesson-id.ts';
import type { Content, Lesson, Pattern } from './pattern.ts';

/** Periods further apart than this (lunch) are two lessons, though their numbers follow each other. */
const longestBreakMinutes = 30;

/**
 * The lessons of a day that is not free, in order of time. Patterns of the same course at the same time are one lesson with all their
 * teachers and rooms; the same content in periods that follow each other is one lesson too (a double period).
 */
export function lessonsOn(day: string, patterns: readonly Pattern[]): Lesson[] {
  const there = patterns.filter((pattern) => happensOn(pattern, day)).toSorted(byTime);
  const lessons: Lesson[] = [];
  const anchors = new Map<Lesson, string>();
  for (const pattern of there) {
    const known = lessons.findLast((lesson) => anchors.get(lesson) === pattern.anchor && joins(lesson, pattern));
    if (known === undefined) {
      const lesson = begin(day, pattern);
      lessons.push(lesson);
      anchors.set(lesson, pattern.anchor);
    } else join(known, pattern);
  }
  return lessons;
}

function byTime(one: Pattern, other: Pattern): number {
  const key = ({ starts, ends, anchor, id }: Pattern) => `${starts} ${ends} ${anchor} ${id}`;
  return key(one) < key(other) ? -1 : 1;
}

function begin(day: string, pattern: Pattern): Lesson {
  const { kind, title, courses, groups, teachers, rooms, gridId, firstPeriod, lastPeriod, starts, ends, anchor } = pattern;
  return {
    id: lessonId(anchor, day, starts),
    day,
    ...{ kind, title, courses, groups, teachers, rooms, gridId, firstPeriod, lastPeriod, starts, ends },
    startsAt: instantAt(day, starts),
    endsAt: instantAt(day, ends),
  };
}

function joins(lesson: Lesson, pattern: Pattern): boolean {
  if (lesson.starts === pattern.starts) return true;
  const follows = lesson.gridId === pattern.gridId && pattern.firstPeriod === lesson.lastPeriod + 1;
  return follows && minutes(pattern.starts) - minutes(lesson.ends) <= longestBreakMinutes && contentOf(lesson) === contentOf(pattern);
}

function join(lesson: Lesson, pattern: Pattern): void {
  if (pattern.ends > lesson.ends) {
    lesson.ends = pattern.ends;
    lesson.endsAt = instantAt(lesson.day, pattern.ends);
    if (pattern.gridId === lesson.gridId) lesson.lastPeriod = Math.max(lesson.lastPeriod, pattern.lastPeriod);
  }
  lesson.courses = united(lesson.courses, pattern.courses);
  lesson.groups = united(lesson.groups, pattern.groups);
  lesson.teachers = united(lesson.teachers, pattern.teachers);
  lesson.rooms = united(lesson.rooms, pattern.rooms);
}

/** Two with the same content are one lesson when one follows the other; in any order of their parts. */
function contentOf({ kind, title, courses, groups, teachers, rooms }: Content): string {
  const all = [courses, groups, teachers, rooms].map((list) => list.map(keyOf).sort().join());
  return [kind, title ?? '', ...all].join('|');
}

function united<N extends { id: string | null; name: string | null }>(ones: readonly N[], others: readonly N[]): readonly N[] {
  const keys = new Set(ones.map(keyOf));
  const further = others.filter((one) => !keys.has(keyOf(one)));
  return further.length === 0 ? ones : [...ones, ...further];
}

function keyOf({ id, name }: { id: string | null; name: string | null }): string {
  return id ?? `=${name}`;
}

function minutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
