import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import { holidayCalendar } from '../../settings.ts';
import { type Difference, differenceOf, type Entry, type Taken } from './difference.ts';
import { holidaysOf } from './of-school.ts';
import type { Holiday } from './read-holidays.ts';
import type { HolidayCalendar } from './states.ts';

/** What was, or would be, taken in at a school. */
export interface TakenIn extends Difference {
  calendar: HolidayCalendar;
  /** The state has different holidays for different schools. */
  hasCalendars: boolean;
  unknownParts: string[];
  /** The files say nothing about this state that is still needed: nothing is changed. */
  isNothing: boolean;
}

/**
 * Takes the holidays of its state into a school, from the school year before on; without `apply` only says what would change. A repeat changes nothing.
 * Seven statements at most.
 */
export async function takeInHolidays(ctx: SchoolCtx, all: readonly Holiday[], apply: boolean): Promise<TakenIn> {
  const from = `${schoolYearOf(dayOf(ctx.now())) - 1}-08-01`;
  const work = async (db: Db): Promise<TakenIn> => {
    const calendar = await ctx.setting(db, holidayCalendar);
    const { holidays, said, ...facts } = holidaysOf(all, ctx.school.state, calendar);
    const isNothing = holidays.every(({ lastDay }) => lastDay < from);
    const difference = differenceOf(holidays, await entriesOf(db, from), { said, from });
    const changes = difference.new.length + difference.changed.length + difference.gone.length;
    if (apply && !isNothing && changes + difference.renamed.length > 0) await write(ctx, db, difference, changes > 0);
    return { ...difference, ...facts, calendar, isNothing };
  };
  return apply ? ctx.write(work) : ctx.read(work);
}

async function entriesOf(db: Db, from: string): Promise<Entry[]> {
  const { rows } =
    await sql<Entry>`select id, name, name_en as "nameEn", first_day as "firstDay", last_day as "lastDay", source_id as "sourceId",
      corrected, removed_at is not null as "isRemoved"
    from timetable.free_span where school_id = ${db.schoolId} and (source is not null or last_day >= ${from}::date) order by first_day, id`.execute(
      db,
    );
  return rows;
}

async function write(ctx: SchoolCtx, db: Db, difference: Difference, isSeen: boolean): Promise<void> {
  const rows = [
    ...difference.new.map((taken) => rowOf(newId(), taken)),
    ...difference.changed.map(({ before, after }) => rowOf(before.id, after)),
  ];
  const ids = difference.gone.map(({ id }) => id);
  await sql`delete from timetable.free_span where school_id = ${db.schoolId} and id = any(${ids}::uuid[])`.execute(db);
  await sql`update timetable.free_span f set source_id = r."sourceId" from jsonb_to_recordset(${JSON.stringify(difference.renamed)}) as r(id uuid, "sourceId" text)
    where f.school_id = ${db.schoolId} and f.id = r.id`.execute(db);
  await sql`insert into timetable.free_span as f (school_id, id, kind, name, name_en, first_day, last_day, source, source_id)
    select ${db.schoolId}, s.id, 'school_holidays', s.name, s.name_en, s.first_day, s.last_day, 'openholidays', s.source_id
    from jsonb_to_recordset(${JSON.stringify(rows)}) as s(id uuid, name text, name_en text, first_day date, last_day date, source_id text)
    on conflict (school_id, id) do update set name = excluded.name, name_en = excluded.name_en, first_day = excluded.first_day, last_day = excluded.last_day`.execute(
    db,
  );
  if (!isSeen) return;
  const data = { new: difference.new.length, changed: difference.changed.length, gone: difference.gone.length };
  await db.audit({ act: 'timetable.free_days_imported', data });
  db.afterCommit(() => ctx.schoolChanged());
}

function rowOf(id: string, { name, nameEn, firstDay, lastDay, sourceId }: Taken) {
  return { id, name, name_en: nameEn, first_day: firstDay, last_day: lastDay, source_id: sourceId };
}
