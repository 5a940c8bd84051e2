import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { jobType } from '#kernel/jobs/job.ts';
import { addDays, dayOf } from '#kernel/time/calendar.ts';
import { comingOfAge } from '../events.ts';

/** Six weeks: time to talk, and to put a wrong birth date right. */
const soonDays = 42;
/** A server that was off for some days tells late; older birthdays are no news. */
const lateDays = 14;

/**
 * Each morning: announces whose 18th birthday comes within six weeks, and who came of age. Told once per birthday; that guardians see nothing
 * more from that day on does not depend on this work (`people.pub_relation`).
 */
export const announceComingOfAge = jobType<object>({
  name: 'people.announce_coming_of_age',
  limitSeconds: 60,
  schedule: '10 5 * * *',
  run: async (ctx) => {
    const today = dayOf(ctx.now());
    await ctx.write(async (db) => {
      const soon = await mark(db, 'of_age_soon_told_for', addDays(today, 1), addDays(today, soonDays), today);
      const now = await mark(db, 'of_age_told_for', addDays(today, -lateDays), today, today);
      await db.emitAll(comingOfAge, [
        ...soon.map((personId) => ({ personId, step: 'soon' as const })),
        ...now.map((personId) => ({ personId, step: 'now' as const })),
      ]);
    });
  },
});

/** Present pupils who come of age from one day to another and for whom this was not told yet; marks them as told. */
async function mark(
  db: Db,
  column: 'of_age_soon_told_for' | 'of_age_told_for',
  from: string,
  to: string,
  today: string,
): Promise<string[]> {
  const eve = sql`((p.birth_date - 1) + interval '18 years')::date`;
  const { rows } = await sql<{ id: string }>`update people.person p set ${sql.ref(column)} = ${eve} + 1
    where p.school_id = ${db.schoolId} and p.status = 'active'
      and ${eve} + 1 between ${from}::date and ${to}::date and p.${sql.ref(column)} is distinct from ${eve} + 1
      and exists (select from people.capacity k where k.school_id = p.school_id and k.person_id = p.id and k.capacity = 'pupil'
        and (k.valid_from is null or k.valid_from <= ${today}::date) and (k.valid_to is null or k.valid_to >= ${today}::date))
    returning p.id`.execute(db);
  return rows.map(({ id }) => id);
}
