import { sql } from 'kysely';
import type { Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import type { saveFreeDaysContract } from './contract.ts';
import { isSpan } from './span-days.ts';

/**
 * Enters free days or changes them. What came from a file counts as corrected from now on: an import leaves it alone.
 *
 * @throws `timetable.free_days` (422) when the days are none, not in order or too many
 * @throws `timetable.free_days_twice` (409) when other days of this name are the same
 */
export async function saveFreeDays(ctx: Ctx, id: string, wish: Body<typeof saveFreeDaysContract>): Promise<void> {
  const { kind, firstDay, lastDay } = wish;
  const name = wish.name.trim();
  const nameEn = wish.nameEn?.trim() ?? null;
  if (!isSpan(firstDay, lastDay)) throw refusals.freeDays();
  await ctx.write(async (db) => {
    await requireOnce(db, { id, name, firstDay, lastDay });
    const { rows } = await sql<{
      isNew: boolean;
    }>`insert into timetable.free_span as f (school_id, id, kind, name, name_en, first_day, last_day)
      values (${db.schoolId}, ${id}, ${kind}, ${name}, ${nameEn}, ${firstDay}, ${lastDay})
      on conflict (school_id, id) do update set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, first_day = excluded.first_day,
        last_day = excluded.last_day, removed_at = null, corrected = f.source is not null
      returning xmax = 0 as "isNew"`.execute(db);
    const act = rows[0]?.isNew ? 'timetable.free_days_added' : 'timetable.free_days_changed';
    await db.audit({ act, subject: { type: 'free_span', id }, data: { name, firstDay, lastDay } });
    db.afterCommit(() => ctx.schoolChanged());
  });
}

/**
 * Makes sure no other days have this name and are the same.
 *
 * @throws `timetable.free_days_twice` (409)
 */
export async function requireOnce(
  db: Db,
  { id, name, firstDay, lastDay }: { id: string; name: string; firstDay: string; lastDay: string },
): Promise<void> {
  const { rows } = await sql`select 1 from timetable.free_span where school_id = ${db.schoolId} and first_day = ${firstDay}::date
    and last_day = ${lastDay}::date and lower(name) = lower(${name}) and id <> ${id} and removed_at is null`.execute(db);
  if (rows.length > 0) throw refusals.freeDaysTwice({ name });
}
