import { newId } from '#kernel/ids/id.ts';
import { endsBlock, type Period } from '../grid/default-grid.ts';
import { usualPeriods } from '../grid/save-grid.ts';
import { columnName, untisFiles } from '../untis/columns.ts';
import type { Report } from '../untis/problem.ts';
import type { LessonRow } from '../untis/read-lessons.ts';
import type { UntisExport } from '../untis/read-untis.ts';
import { weeksOf } from '../untis/weeks.ts';
import { carryOver } from './carry-over.ts';
import { type Difference, differenceOf, type PlannedLesson } from './difference.ts';
import { lookUp } from './look-up.ts';
import type { Present } from './present.ts';
import { plannedRooms, type RoomWrites } from './rooms.ts';
import { scopeOf, withClassesLeft } from './scope.ts';
import { type WantedLesson, wantedLessons } from './wanted-lessons.ts';

export interface Counts {
  /** Rows read, of all files. */
  rows: number;
  /** Lessons of a week, a double period as one. */
  lessons: number;
  courses: number;
  teachers: number;
  rooms: number;
  new: number;
  changed: number;
  cancelled: number;
  /** Names that may mean several; kept as place-holders until somebody says which. */
  unsure: number;
  /** Classes, teachers and courses the school does not know. */
  placeholders: number;
}

export interface PlanWish {
  /** Days are 'YYYY-MM-DD', inclusive. From this day on the plan holds … */
  from: string;
  /** … until this one. */
  lastDay: string;
  /** The school year. */
  year: { firstDay: string; lastDay: string };
  isPart: boolean;
  isWhole: boolean;
  aWeeks: 'odd' | 'even';
  chosen: ReadonlyMap<string, string>;
}

export interface TimetablePlan {
  /** The day from which it holds, 'YYYY-MM-DD'. */
  from: string;
  counts: Counts;
  difference: Difference;
  rooms: RoomWrites;
  /** The grid the plan stands in; `isNew`: the school has none, and this one is to be made. */
  grid: { id: string; periods: readonly Period[]; isNew: boolean };
}

/** Compares an export with the school. Pure but for new ids. */
export function planTimetable(content: UntisExport, present: Present, wish: PlanWish, report: Report): TimetablePlan {
  const grid = present.grid === null ? { id: newId(), periods: usualPeriods, isNew: true } : { ...present.grid, isNew: false };
  const [firstRow] = content.timetable ?? [];
  if (firstRow !== undefined && grid.isNew) report({ file: firstRow.file }, 'grid_made');
  reportPeriods(content, grid.periods, report);
  const rows = content.timetable ?? content.lessons.map(asTimed);
  const wanted = wantedLessons({ ...content, timetable: rows }, (period) => endsBlock(grid.periods, period));
  const rooms = plannedRooms(content, present.rooms);
  const names = lookUp(content, present, wish.chosen, report);
  const counts = (difference: Difference): Counts => ({
    rows: content.rowCount,
    lessons: wanted.length,
    courses: names.counts.courses.size,
    teachers: Math.max(names.counts.teachers.size, content.teachers.length),
    rooms: rooms.named,
    new: difference.added.length,
    changed: difference.changed.length,
    cancelled: difference.ended.length,
    unsure: names.counts.unsure.size,
    placeholders: names.counts.placeholders.size,
  });
  if (content.timetable === null) {
    // without times nothing can be entered, but what would be found can be told
    for (const lesson of wanted) names.partsOf(lesson);
    if (content.lessons.length === 0) names.lists();
    const nothing: Difference = { added: [], changed: [], ended: [], unchanged: 0 };
    return { from: wish.from, counts: counts(nothing), difference: nothing, rooms, grid };
  }
  const known = content.isTogether ? wanted : carryOver(wanted, present.patterns, wish.year.lastDay);
  const inYear = withinYear(wish.isWhole ? known : withClassesLeft(known, present.patterns), wish, report);
  const scope = scopeOf(wanted, present.patterns, present.classes, wish);
  if (scope.classesLeft.length > 0 && !wish.isPart)
    report({ file: content.timetable[0]?.file ?? '' }, 'classes_left', {
      count: scope.classesLeft.length,
      names: scope.classesLeft.join(', '),
    });
  if (inYear.some(({ week }) => week === 'a' || week === 'b'))
    report(
      { file: content.timetable[0]?.file ?? '' },
      'weeks_by_number',
      wish.aWeeks === 'odd' ? { weeks: 1, next: 3 } : { weeks: 2, next: 4 },
    );
  const planned = inYear.flatMap((lesson): PlannedLesson[] => {
    const [validFrom, validTo] = [latest(wish.from, lesson.from), earliest(wish.lastDay, lesson.to)];
    const parts = names.partsOf(lesson);
    if (validTo < validFrom) return [];
    return [
      {
        ...{ wanted: lesson, gridId: grid.id, weeks: weeksOf(lesson.week, wish.aWeeks), validFrom, validTo },
        title: lesson.kind === 'lesson' ? null : lesson.subject || null,
        ...parts,
        rooms: lesson.rooms.map(({ name, period }) => ({ roomId: rooms.idOf(name), period })),
      },
    ];
  });
  const difference = differenceOf(planned, present.patterns, scope.isSpokenOf);
  return { from: wish.from, counts: counts(difference), difference, rooms, grid };
}

function reportPeriods({ timetable }: UntisExport, periods: readonly Period[], report: Report): void {
  const numbers = periods.map(({ number }) => number);
  for (const { file, row, period } of timetable ?? []) {
    if (!numbers.includes(period))
      report({ file, row, column: columnName(untisFiles['001'].at.period) }, 'period_outside_grid', {
        period,
        first: Math.min(...numbers),
        last: Math.max(...numbers),
      });
  }
}

/** Days of Untis that lie in another school year are an old export's: the plan holds now all the same. */
function withinYear(wanted: readonly WantedLesson[], { year }: PlanWish, report: Report): WantedLesson[] {
  const isElsewhere = ({ from, to }: WantedLesson) => (from !== null && from > year.lastDay) || (to !== null && to < year.firstDay);
  const first = wanted.find(isElsewhere);
  if (first !== undefined)
    report({ file: first.file, row: first.row }, 'dates_elsewhere', { from: first.from ?? '–', to: first.to ?? '–' });
  return wanted.map((lesson) => (isElsewhere(lesson) ? { ...lesson, from: null, to: null } : lesson));
}

/** A lesson without a time, as if it were on Mondays, to be looked up. */
function asTimed({ file, row, number, className, teacher, subject, rooms, week }: LessonRow) {
  const named = (name: string) => (name === '' ? [] : [name]);
  // a period for each number, so that different lessons are never taken for one; nothing of this is stored
  return { file, row, number, subject, rooms, week, classes: named(className), teachers: named(teacher), weekday: 1, period: number * 2 };
}

function latest(one: string, other: string | null): string {
  return other !== null && other > one ? other : one;
}

function earliest(one: string, other: string | null): string {
  return other !== null && other < one ? other : one;
}
