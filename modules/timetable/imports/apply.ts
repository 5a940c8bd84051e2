import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { addDays } from '#kernel/time/calendar.ts';
import { insertPeriods } from '../grid/save-grid.ts';
import type { TimetablePlan } from '../plan/plan.ts';
import type { KnownRoom } from '../plan/present.ts';
import { refusals } from '../refusals.ts';
import { insertPatterns, type PatternToInsert } from './insert-patterns.ts';

/** What is needed to take an import back: ids, and days and rooms as they were. Nothing about people. */
export interface Undo {
  added: string[];
  ended: { id: string; validTo: string }[];
  roomsAdded: string[];
  rooms: Pick<KnownRoom, 'id' | 'name' | 'capacity'>[];
}

/**
 * Makes the timetable what a plan says, in the open transaction, in a dozen statements. A lesson that changes ends, and another one begins: what was taught until now
 * stays as it was. Nothing is kept of an import that changes nothing, so the one before can still be taken back.
 */
export async function applyPlan(ctx: SchoolCtx, db: Db, plan: TimetablePlan, madeBy: string | null): Promise<void> {
  const { difference, rooms, grid, counts } = plan;
  const beginning = [...difference.added, ...difference.changed.map(({ after }) => after)];
  const ending = [
    ...difference.ended.map((pattern) => ({ pattern, from: plan.from })),
    ...difference.changed.map(({ before, after }) => ({ pattern: before, from: after.validFrom })),
  ];
  if (beginning.length + ending.length + rooms.added.length + rooms.changed.length === 0) return;
  const importId = newId();
  const now = ctx.now();
  await forgetEarlier(db);
  if (grid.isNew && beginning.length > 0) {
    const name = ctx.say('de', 'timetable:import.usualGrid');
    await sql`insert into timetable.grid (school_id, id, name, is_default) values (${db.schoolId}, ${grid.id}, ${name}, true)`.execute(db);
    await insertPeriods(db, grid.id, grid.periods);
  }
  await writeRooms(db, rooms);
  const patterns = beginning.map(({ wanted, ...lesson }): PatternToInsert => {
    const { kind, weekday, firstPeriod, lastPeriod, key } = wanted;
    return { ...lesson, id: newId(), kind, weekday, firstPeriod, lastPeriod, source: 'untis', sourceKey: `${key}#${importId}` };
  });
  const undo: Undo = {
    added: patterns.map(({ id }) => id),
    ended: ending.map(({ pattern: { id, validTo } }) => ({ id, validTo })),
    roomsAdded: rooms.added.map(({ id }) => id),
    rooms: rooms.changed.map(({ before: { id, name, capacity } }) => ({ id, name, capacity })),
  };
  await endPatterns(
    db,
    ending.map(({ pattern, from }) => ({ id: pattern.id, validTo: lastDayBefore(pattern, from) })),
  );
  await insertPatterns(db, patterns);
  await sql`insert into timetable.import (school_id, id, state, made_by, made_at, counts, undo, applied_at)
    values (${db.schoolId}, ${importId}, 'applied', ${madeBy}, ${now}, ${JSON.stringify(counts)}, ${JSON.stringify(undo)}, ${now})`.execute(
    db,
  );
  const { new: added, changed, cancelled } = counts;
  await db.audit({ act: 'timetable.imported', subject: { type: 'import', id: importId }, data: { new: added, changed, cancelled } });
}

/** The last day of a pattern in whose place something else comes; one that has not begun never takes place. */
function lastDayBefore(pattern: { validFrom: string; validTo: string }, from: string): string {
  const day = addDays(from > pattern.validFrom ? from : pattern.validFrom, -1);
  if (day < pattern.validTo) return day;
  return pattern.validTo;
}

/** Only the last import can be taken back; what was kept for an earlier one's undo goes. */
async function forgetEarlier(db: Db): Promise<void> {
  await sql`delete from timetable.pattern where school_id = ${db.schoolId} and valid_to < valid_from`.execute(db);
  await sql`update timetable.import set undo = null where school_id = ${db.schoolId} and undo is not null`.execute(db);
}

/** Sets last days, in one statement. */
export async function endPatterns(db: Db, patterns: readonly { id: string; validTo: string }[]): Promise<void> {
  if (patterns.length === 0) return;
  await sql`update timetable.pattern p set valid_to = n."validTo" from jsonb_to_recordset(${JSON.stringify(patterns)}::jsonb) as n (id uuid, "validTo" date)
    where p.school_id = ${db.schoolId} and p.id = n.id`.execute(db);
}

async function writeRooms(db: Db, { added, changed }: TimetablePlan['rooms']): Promise<void> {
  if (added.length > 0)
    await sql`insert into timetable.room (school_id, id, short_name, name, capacity, source) select ${db.schoolId}::uuid, n.id, n."shortName", n.name, n.capacity, 'untis'
      from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as n (id uuid, "shortName" text, name text, capacity integer)`.execute(db);
  await describeRooms(
    db,
    changed.map(({ after }) => after),
  );
}

/** Sets names and capacities of rooms, in one statement. */
export async function describeRooms(db: Db, rooms: readonly Pick<KnownRoom, 'id' | 'name' | 'capacity'>[]): Promise<void> {
  if (rooms.length === 0) return;
  await sql`update timetable.room r set name = n.name, capacity = n.capacity from jsonb_to_recordset(${JSON.stringify(rooms)}::jsonb) as n (id uuid, name text, capacity integer)
    where r.school_id = ${db.schoolId} and r.id = n.id`.execute(db);
}

/**
 * Holds the timetable of this school until the transaction ends.
 *
 * @throws `timetable.busy` (409) when somebody else holds it
 */
export async function holdTimetable(db: Db): Promise<void> {
  const { rows } = await sql<{
    free: boolean;
  }>`select pg_try_advisory_xact_lock(hashtextextended(${`timetable ${db.schoolId}`}, 0)) as free`.execute(db);
  if (!rows[0]?.free) throw refusals.busy();
}
