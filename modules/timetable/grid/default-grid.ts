import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** A period of a grid; clock at school, 'HH:MM'. */
export interface Period {
  number: number;
  starts: string;
  ends: string;
}

export interface DefaultGrid {
  id: string;
  periods: Period[];
}

/** The grid whose times count where nobody says otherwise; null while the school has none. One statement. */
export async function defaultGrid(db: Db): Promise<DefaultGrid | null> {
  const { rows } = await sql<
    { id: string } & Period
  >`select g.id, p.number, to_char(p.starts, 'HH24:MI') as starts, to_char(p.ends, 'HH24:MI') as ends
    from timetable.grid g left join timetable.period p on p.school_id = g.school_id and p.grid_id = g.id
    where g.school_id = ${db.schoolId} and g.is_default order by p.number`.execute(db);
  const [first] = rows;
  // a grid without periods still gives its one row
  return first === undefined
    ? null
    : { id: first.id, periods: rows.filter(({ number }) => number !== null).map(({ id: _, ...period }) => period) };
}

/** A break longer than this (lunch) parts a double period into two lessons. */
const longestBreakMinutes = 30;

/** Whether the break after a period is so long that what follows is another lesson, whatever its number. */
export function endsBlock(periods: readonly Period[], number: number): boolean {
  const [one, next] = [number, number + 1].map((each) => periods.find((period) => period.number === each));
  return one !== undefined && next !== undefined && minutes(next.starts) - minutes(one.ends) > longestBreakMinutes;
}

function minutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
