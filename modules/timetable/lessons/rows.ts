import type { Lesson } from './pattern.ts';

/** A line of the week's table; `number` is null for a time that lies beside the grid. */
export interface PeriodRow {
  number: number | null;
  /** Clock at school, 'HH:MM'. */
  starts: string;
  ends: string;
}

export interface GridPeriods {
  gridId: string;
  isDefault: boolean;
  periods: readonly { number: number; starts: string; ends: string }[];
}

type Timed = Pick<Lesson, 'gridId' | 'starts' | 'ends'>;

/**
 * The lines of a week's table: the periods of the grid most lessons of the week stand in (without lessons: the school's usual one), and a line for
 * each time at which something happens beside them. Empty periods at the end of the day are left out from the last lesson on, but never the first six.
 */
export function rowsOf(grids: readonly GridPeriods[], lessons: readonly Timed[]): PeriodRow[] {
  const counts = new Map<string, number>();
  for (const { gridId } of lessons) counts.set(gridId, (counts.get(gridId) ?? 0) + 1);
  const weight = ({ gridId, isDefault }: GridPeriods) => (counts.get(gridId) ?? 0) * 2 + (isDefault ? 1 : 0);
  const [main] = grids.toSorted((one, other) => weight(other) - weight(one) || (one.gridId < other.gridId ? -1 : 1));
  const rows: PeriodRow[] = (main?.periods ?? []).map(({ number, starts, ends }) => ({ number, starts, ends }));
  for (const { starts, ends } of lessons)
    if (!rows.some((row) => overlap(row, { starts, ends }))) rows.push({ number: null, starts, ends });
  rows.sort((one, other) => (one.starts < other.starts ? -1 : 1));
  const last = rows.findLastIndex((row) => lessons.some((lesson) => overlap(row, lesson)));
  return rows.filter((row, place) => place <= last || (row.number ?? 7) <= 6);
}

/** The lines a lesson stands in, from the first to the last, both inclusive; 0 is the topmost. */
export function linesOf(rows: readonly PeriodRow[], lesson: Pick<Lesson, 'starts' | 'ends'>): { from: number; to: number } {
  const from = rows.findIndex((row) => overlap(row, lesson));
  const to = rows.findLastIndex((row) => overlap(row, lesson));
  return { from: Math.max(0, from), to: Math.max(0, to) };
}

function overlap(one: { starts: string; ends: string }, other: { starts: string; ends: string }): boolean {
  return one.starts < other.ends && other.starts < one.ends;
}
