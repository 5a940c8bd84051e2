import type { Answer } from '#kernel/contract/contract.ts';
import type { DayOfWeek, WeekLesson, weekContract } from '../../week/contract.ts';

export type Week = Answer<typeof weekContract>;

/** Lessons that share lines of a day: one cell of the table. Lines are inclusive. */
export interface Block {
  from: number;
  to: number;
  lessons: WeekLesson[];
}

export interface Column extends DayOfWeek {
  /** No lesson takes place: why. Null on other days. */
  free: string | null;
  blocks: Block[];
}

/** The days of a week as columns: Monday to Friday, and those days of the weekend that have lessons. */
export function columnsOf({ days, lessons }: Week): Column[] {
  const byDay = Map.groupBy(lessons, ({ day }) => day);
  return days.flatMap((day, place) => {
    const own = byDay.get(day.day) ?? [];
    if (place >= 5 && own.length === 0) return [];
    return [{ ...day, free: own.length === 0 ? day.name : null, blocks: blocksOf(own) }];
  });
}

function blocksOf(lessons: readonly WeekLesson[]): Block[] {
  const blocks: Block[] = [];
  for (const lesson of lessons.toSorted((one, other) => one.fromRow - other.fromRow || (nameOf(one) < nameOf(other) ? -1 : 1))) {
    const last = blocks.at(-1);
    if (last === undefined || last.to < lesson.fromRow) blocks.push({ from: lesson.fromRow, to: lesson.toRow, lessons: [lesson] });
    else {
      last.lessons.push(lesson);
      last.to = Math.max(last.to, lesson.toRow);
    }
  }
  return blocks;
}

/** What takes place at the same time stands in order of subjects. */
function nameOf({ courses: [course], title, id }: WeekLesson): string {
  return `${course?.subjectName ?? course?.name ?? title ?? ''} ${id}`;
}

/** What stands in a line of a column: the cell that begins there, nothing but room, or no cell at all because one from above reaches down. */
export function cellAt(column: Column, line: number): Block | 'empty' | 'covered' {
  const block = column.blocks.find(({ from, to }) => from <= line && line <= to);
  if (block === undefined) return 'empty';
  return block.from === line ? block : 'covered';
}
