import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { refusals } from '../refusals.ts';
import { recipientsOf } from '../sql.ts';

interface Publishable {
  id: string;
  title: string;
  startsAt: Date | null;
  dueAt: Date | null;
  closesAt: Date | null;
}

/**
 * What published work must be: it has a title, its times follow each other, somebody receives it.
 *
 * @throws `assignments.untitled` (422), `assignments.times_disordered` (422) with the `place`, `assignments.no_recipients` (422)
 */
export async function requirePublishable(db: Db, ctx: Ctx, work: Publishable): Promise<void> {
  if (work.title.trim() === '') throw refusals.untitled();
  const { startsAt, dueAt, closesAt } = work;
  if (startsAt !== null && dueAt !== null && startsAt >= dueAt) throw refusals.timesDisordered({ place: 'body/dueAt' });
  if (dueAt !== null && closesAt !== null && closesAt < dueAt) throw refusals.timesDisordered({ place: 'body/closesAt' });
  if (startsAt !== null && closesAt !== null && startsAt >= closesAt) throw refusals.timesDisordered({ place: 'body/closesAt' });
  const { rows } = await sql`select from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
    where a.school_id = ${db.schoolId} and a.id = ${work.id} limit 1`.execute(db);
  if (rows.length === 0) throw refusals.noRecipients();
}
