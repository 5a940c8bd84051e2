import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireTaught } from '../access.ts';
import { timesChanged, workChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { recipientsOf } from '../sql.ts';
import type { reopenContract } from './contract.ts';

/**
 * Opens work for everybody until a new closing time (null: it never closes). Times of single pupils that end earlier are moved with it; who had longer
 * keeps it. Those who have not handed in are told.
 *
 * @throws `assignments.times_disordered` (422) when that time is past or before the work is due
 * @throws not found (404) when the caller does not teach there
 */
export async function reopen(ctx: Ctx, assignmentId: string, closing: string | null): Promise<Answer<typeof reopenContract>> {
  const closesAt = closing === null ? null : new Date(closing);
  return ctx.write(async (db) => {
    const work = await requireTaught(db, ctx, assignmentId, { lock: true });
    const { courseId, groupId, dueAt, revision } = work;
    if (closesAt !== null && (closesAt <= ctx.now() || (dueAt !== null && closesAt < dueAt)))
      throw refusals.timesDisordered({ place: 'body/closesAt' });
    await sql`update assignments.assignment a set closes_at = ${closesAt}, revision = a.revision + 1, changed_at = ${ctx.now()}
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId}`.execute(db);
    // null is longer than any instant
    await sql`update assignments.recipient r set closes_at = ${closesAt} where r.school_id = ${db.schoolId} and r.assignment_id = ${assignmentId}
      and r.own_times and r.closes_at < coalesce(${closesAt}::timestamptz, 'infinity')`.execute(db);
    if (work.publishedAt !== null) {
      await db.emit(workChanged, { assignmentId, courseId, groupId });
      const { rows } = await sql<{ id: string }>`select x.pupil_id as id from assignments.assignment a
        cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
        where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and (a.starts_at is null or a.starts_at <= ${ctx.now()})
          and not exists (select from assignments.hand_in h
            where h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = x.pupil_id and h.current)`.execute(db);
      if (rows.length > 0) await db.emit(timesChanged, { assignmentId, pupilIds: rows.map(({ id }) => id), courseId, groupId });
    }
    return { revision: revision + 1 };
  });
}
