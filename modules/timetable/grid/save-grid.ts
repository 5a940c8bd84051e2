import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { refusals } from '../refusals.ts';
import type { Period } from './default-grid.ts';

/** Times many schools have, for one that has not said its own; periods 0 to 12. */
export const usualPeriods: readonly Period[] = [
  { number: 0, starts: '07:05', ends: '07:50' },
  { number: 1, starts: '07:55', ends: '08:40' },
  { number: 2, starts: '08:45', ends: '09:30' },
  { number: 3, starts: '09:50', ends: '10:35' },
  { number: 4, starts: '10:40', ends: '11:25' },
  { number: 5, starts: '11:40', ends: '12:25' },
  { number: 6, starts: '12:30', ends: '13:15' },
  { number: 7, starts: '14:00', ends: '14:45' },
  { number: 8, starts: '14:45', ends: '15:30' },
  { number: 9, starts: '15:35', ends: '16:20' },
  { number: 10, starts: '16:20', ends: '17:05' },
  { number: 11, starts: '17:10', ends: '17:55' },
  { number: 12, starts: '17:55', ends: '18:40' },
];

/** Makes the school's default grid. Answers its id. */
export async function makeDefaultGrid(db: Db, name: string, periods: readonly Period[]): Promise<string> {
  const id = newId();
  await sql`insert into timetable.grid (school_id, id, name, is_default) values (${db.schoolId}, ${id}, ${name}, true)`.execute(db);
  await insertPeriods(db, id, periods);
  return id;
}

/**
 * Sets the times of the school's default grid, which is made where there is none. A period that lessons stand in cannot be left out.
 *
 * @throws `timetable.grid_times` (422) when times are not in order or a number comes twice, `timetable.period_in_use` (409)
 */
export async function setDefaultGrid(db: Db, name: string, periods: readonly Period[]): Promise<void> {
  const inOrder = periods.toSorted((one, other) => one.number - other.number);
  const isRight = inOrder.every(
    ({ number, starts, ends }, at) =>
      starts < ends && (at === 0 || (number > (inOrder[at - 1]?.number ?? -1) && starts >= (inOrder[at - 1]?.ends ?? ''))),
  );
  if (inOrder.length === 0 || !isRight) throw refusals.gridTimes();
  const { rows } = await sql<{
    id: string;
  }>`select id from timetable.grid where school_id = ${db.schoolId} and is_default for update`.execute(db);
  const id = rows[0]?.id;
  if (id === undefined) {
    await makeDefaultGrid(db, name, inOrder);
    return;
  }
  const used = await sql<{
    number: number;
  }>`select distinct n as number from timetable.pattern p cross join generate_series(p.first_period::integer, p.last_period::integer) n
    where p.school_id = ${db.schoolId} and p.grid_id = ${id} and n <> all(${inOrder.map(({ number }) => number)}) order by n`.execute(db);
  if (used.rows.length > 0) throw refusals.periodInUse({ number: used.rows[0]?.number });
  await sql`delete from timetable.period where school_id = ${db.schoolId} and grid_id = ${id}`.execute(db);
  await insertPeriods(db, id, inOrder);
}

/** Adds periods to a grid, in one statement. */
export async function insertPeriods(db: Db, gridId: string, periods: readonly Period[]): Promise<void> {
  await sql`insert into timetable.period (school_id, grid_id, number, starts, ends) select ${db.schoolId}::uuid, ${gridId}::uuid, n.number, n.starts, n.ends
    from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb) as n (number smallint, starts time, ends time)`.execute(db);
}
