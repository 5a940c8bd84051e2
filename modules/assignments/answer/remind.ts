import { sql } from 'kysely';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireTaught } from '../access.ts';
import { reminded } from '../events.ts';
import { refusals } from '../refusals.ts';
import { ownTimes, recipientsOf } from '../sql.ts';

/**
 * Reminds everybody who has not handed in yet and still can, each by their own closing time; once a day.
 *
 * @returns how many are reminded
 * @throws `assignments.already_reminded` (409), `assignments.closed` (409)
 * @throws not found (404) when the caller does not teach there, or pupils cannot see the work yet
 */
export async function remind(ctx: Ctx, assignmentId: string): Promise<{ reminded: number }> {
  const day = dayOf(ctx.now());
  return ctx.write(async (db) => {
    const work = await requireTaught(db, ctx, assignmentId, { lock: true });
    if (work.publishedAt === null || (work.startsAt !== null && work.startsAt > ctx.now())) notFound('assignment');
    if (work.remindedOn === day) throw refusals.alreadyReminded();
    const isOpen = sql<boolean>`coalesce(${ownTimes.closesAt} > ${ctx.now()}, true)`;
    const { rows } = await sql<{
      id: string;
      open: boolean;
      reminded: boolean;
    }>`select x.pupil_id as id, ${isOpen} as open, coalesce(r.reminded_on = ${day}::date, false) as reminded
      from assignments.assignment a cross join lateral (${recipientsOf(day)}) x
      left join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = a.id and r.pupil_id = x.pupil_id
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and not exists (select from assignments.hand_in h
        where h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = x.pupil_id and h.current)`.execute(db);
    if (rows.length === 0) return { reminded: 0 };
    const open = rows.filter((row) => row.open);
    if (open.length === 0) throw refusals.closed({ closedAt: work.closesAt?.toISOString() });
    // who was reminded today by name hears it once
    const pupilIds = open.filter((row) => !row.reminded).map(({ id }) => id);
    await db
      .updateTable('assignments.assignment')
      .set({ reminded_on: day })
      .where('school_id', '=', db.schoolId)
      .where('id', '=', assignmentId)
      .execute();
    if (pupilIds.length > 0) await db.emit(reminded, { assignmentId, pupilIds });
    return { reminded: pupilIds.length };
  });
}
