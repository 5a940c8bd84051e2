import type { PatternParts, PresentPattern } from './present.ts';
import type { WantedLesson } from './wanted-lessons.ts';

/** A lesson of the file with everything looked up that the school knows. */
export interface PlannedLesson extends PatternParts {
  wanted: WantedLesson;
  gridId: string;
  weeks: number[] | null;
  title: string | null;
  validFrom: string;
  validTo: string;
}

export interface Difference {
  added: PlannedLesson[];
  /** As it was, and as it is to be from now on. */
  changed: { before: PresentPattern; after: PlannedLesson }[];
  ended: PresentPattern[];
  unchanged: number;
}

/**
 * What a plan changes: by its key, a lesson is compared with what it was; of what is left, the same subject at the same time has other classes or weeks, and the same classes and
 * subject have moved to another time; the rest is new, or over if the file speaks about it.
 *
 * @param isSpokenOf  whether the file would name a pattern if it still took place
 */
export function differenceOf(
  planned: readonly PlannedLesson[],
  present: readonly PresentPattern[],
  isSpokenOf: (pattern: PresentPattern) => boolean,
): Difference {
  // of two with one key the earlier one is what takes place now
  const latestFirst = present.toSorted((one, other) => (one.validFrom < other.validFrom ? 1 : -1));
  const byKey = new Map(latestFirst.flatMap((pattern) => (pattern.key === null ? [] : [[pattern.key, pattern] as const])));
  const found = new Set<PresentPattern>();
  const changed: Difference['changed'] = [];
  let unchanged = 0;
  const left = planned.filter((after) => {
    const before = byKey.get(after.wanted.key);
    if (before === undefined || found.has(before)) return true;
    found.add(before);
    if (isSame(before, after)) unchanged += 1;
    else changed.push({ before, after });
    return false;
  });
  const gone = new Set(present.filter((pattern) => !found.has(pattern) && isSpokenOf(pattern)));
  const pair = (lessons: readonly PlannedLesson[], isIt: (before: PresentPattern, key: string) => boolean): PlannedLesson[] => {
    // looked up by subject: a plan of a thousand lessons is not compared with a thousand others one by one
    const bySubject = Map.groupBy(gone, ({ key }) => partsOf(key)[5]);
    return lessons.filter((after) => {
      const { key } = after.wanted;
      const before = bySubject.get(partsOf(key)[5])?.find((each) => gone.has(each) && isIt(each, key));
      if (before === undefined) return true;
      gone.delete(before);
      changed.push({ before, after });
      return false;
    });
  };
  const others = pair(left, ({ key }, now) => key !== null && timeOf(key) === timeOf(now) && haveClassInCommon(key, now));
  const added = pair(others, ({ key }, now) => key !== null && subjectOf(key) === subjectOf(now));
  return { added, changed, ended: [...gone], unchanged };
}

function partsOf(key: string | null): string[] {
  return key?.split('|') ?? [];
}

/** Of a key the time and the subject: classes, weeks and days may have changed. */
function timeOf(key: string): string {
  const [weekday, periods, , , , subject] = partsOf(key);
  return [weekday, periods, subject].join('|');
}

function haveClassInCommon(one: string, other: string): boolean {
  const classes = new Set(
    partsOf(one)[4]
      ?.split('~')
      .filter((name) => name !== ''),
  );
  return (
    partsOf(other)[4]
      ?.split('~')
      .some((name) => classes.has(name)) ?? false
  );
}

/** A key without its time: weeks, first day, classes, subject. */
function subjectOf(key: string): string {
  return partsOf(key).slice(2, 6).join('|');
}

function isSame(before: PresentPattern, after: PlannedLesson): boolean {
  if (after.wanted.to !== null && before.validTo !== after.validTo) return false;
  return contentOf(before, before) === contentOf(after, { ...after.wanted, gridId: after.gridId, weeks: after.weeks, title: after.title });
}

type Frame = Pick<PresentPattern, 'kind' | 'weekday' | 'gridId' | 'firstPeriod' | 'lastPeriod' | 'weeks' | 'title'>;

function contentOf({ courses, groups, teachers, rooms }: PatternParts, frame: Frame): string {
  const inOrder = <R>(rows: readonly R[], key: (row: R) => unknown) => rows.map((row) => JSON.stringify(key(row))).sort();
  return JSON.stringify([
    ...[frame.kind, frame.weekday, frame.gridId, frame.firstPeriod, frame.lastPeriod, frame.weeks, frame.title],
    inOrder(courses, ({ courseId, name, subject }) => [courseId, name, subject]),
    inOrder(groups, ({ groupId, name }) => [groupId, name]),
    inOrder(teachers, ({ personId, name, part }) => [personId, name, part]),
    inOrder(rooms, ({ roomId, period }) => [roomId, period]),
  ]);
}
