import type { WeekKind } from '../untis/weeks.ts';
import type { PresentPattern } from './present.ts';
import type { WantedLesson } from './wanted-lessons.ts';

/**
 * Weeks, days and names of courses stand in GPU002. When only the plan comes in again, a lesson keeps what the import before knew of it, if it is clear which one it was.
 *
 * @param lastDay  of the school year: until then a lesson without days of its own takes place
 */
export function carryOver(wanted: readonly WantedLesson[], present: readonly PresentPattern[], lastDay: string): WantedLesson[] {
  const before = Map.groupBy(
    present.filter(({ key }) => key !== null),
    ({ key }) => looseKey(key ?? ''),
  );
  return wanted.map((lesson) => {
    const same = (before.get(looseKey(lesson.key)) ?? []).filter(({ key }) => {
      const [, , week, from] = key?.split('|') ?? [];
      return (lesson.week === null || lesson.week === week) && (lesson.from === null || lesson.from === from);
    });
    const [one] = same;
    if (one === undefined || one.key === null || same.length > 1) return lesson;
    const [, , week, from] = one.key.split('|');
    return {
      ...lesson,
      key: one.key,
      week: lesson.week ?? weekOf(week),
      from: lesson.from ?? (from || null),
      to: lesson.to ?? (from && one.validTo !== lastDay ? one.validTo : null),
      courseName: lesson.courseName || nameOf(one, lesson),
    };
  });
}

/** Time, classes and subject, and the teachers where they are part of the key. */
function looseKey(key: string): string {
  const [weekday, periods, , , classes, subject, teachers] = key.split('|');
  return [weekday, periods, classes, subject, teachers].join('|');
}

function weekOf(word: string | undefined): WeekKind {
  return word === 'a' || word === 'b' || word === 'even' || word === 'odd' ? word : null;
}

function nameOf({ courses }: PresentPattern, { subject }: WantedLesson): string {
  const [only, second] = courses;
  return only?.name != null && second === undefined && only.name !== subject ? only.name : '';
}
