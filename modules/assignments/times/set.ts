import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { type Assignment, requireTaught } from '../access.ts';
import { timesChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { recipientsOf } from '../sql.ts';
import type { setTimesContract } from './contract.ts';

/**
 * Gives some pupils due and closing times of their own, or (`times: null`) those of the work again. They are told when they see the work.
 *
 * @throws `assignments.times_disordered` (422) when they would close before they are due, or end before the work begins
 * @throws not found (404) when the caller does not teach there, or a pupil does not receive the work
 */
export async function setTimes(
  ctx: Ctx,
  assignmentId: string,
  { pupilIds, times }: Body<typeof setTimesContract>,
): Promise<Answer<typeof setTimesContract>> {
  return ctx.write(async (db) => {
    const work = await requireTaught(db, ctx, assignmentId, { lock: true });
    const own = times === null ? null : { dueAt: instant(times.dueAt), closesAt: instant(times.closesAt) };
    if (own !== null) requireOrdered(work.startsAt, own);
    const pupils = [...new Set(pupilIds)];
    await requireRecipients(db, ctx, assignmentId, pupils);
    const changed = await store(db, assignmentId, pupils, own);
    if (own !== null && changed.length > 0) await forgiveLate(db, assignmentId, changed, own.dueAt);
    if (changed.length > 0 && isVisible(work, ctx.now())) {
      const { courseId, groupId } = work;
      await db.emit(timesChanged, { assignmentId, pupilIds: changed, courseId, groupId });
    }
    return { changed: changed.length };
  });
}

interface Own {
  dueAt: Date | null;
  closesAt: Date | null;
}

function requireOrdered(startsAt: Date | null, { dueAt, closesAt }: Own): void {
  if (startsAt !== null && dueAt !== null && dueAt <= startsAt) throw refusals.timesDisordered({ place: 'body/times/dueAt' });
  if (dueAt !== null && closesAt !== null && closesAt < dueAt) throw refusals.timesDisordered({ place: 'body/times/closesAt' });
  if (startsAt !== null && closesAt !== null && closesAt <= startsAt) throw refusals.timesDisordered({ place: 'body/times/closesAt' });
}

async function requireRecipients(db: Db, ctx: Ctx, assignmentId: string, pupils: string[]): Promise<void> {
  const { rows } = await sql`select x.pupil_id from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and x.pupil_id = any(${pupils})`.execute(db);
  if (rows.length < pupils.length) notFound('pupil');
}

/** Returns whose times are others than before. */
async function store(db: Db, assignmentId: string, pupils: string[], own: Own | null): Promise<string[]> {
  const ids = pupils.map(() => randomUUID()); // no order in time: see the first migration
  const { rows } = await sql<{
    pupilId: string;
  }>`insert into assignments.recipient as r (school_id, id, assignment_id, pupil_id, own_times, due_at, closes_at)
    select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, n.pupil, ${own !== null}::boolean, ${own?.dueAt ?? null}::timestamptz, ${own?.closesAt ?? null}::timestamptz
      from unnest(${ids}::uuid[], ${pupils}::uuid[]) as n (id, pupil) where ${own !== null}::boolean
        or exists (select from assignments.recipient o where o.school_id = ${db.schoolId} and o.assignment_id = ${assignmentId} and o.pupil_id = n.pupil)
    on conflict (school_id, assignment_id, pupil_id) do update
      set own_times = excluded.own_times, due_at = excluded.due_at, closes_at = excluded.closes_at
      where (r.own_times, r.due_at, r.closes_at) is distinct from (excluded.own_times, excluded.due_at, excluded.closes_at)
    returning r.pupil_id as "pupilId"`.execute(db);
  return rows.map(({ pupilId }) => pupilId);
}

/** Who has longer than when they handed in was not late; nobody becomes late by a shorter time set later. */
async function forgiveLate(db: Db, assignmentId: string, pupils: string[], dueAt: Date | null): Promise<void> {
  await sql`update assignments.hand_in h set late = false where h.school_id = ${db.schoolId} and h.assignment_id = ${assignmentId} and h.pupil_id = any(${pupils})
    and h.current and h.late and h.handed_in_at <= coalesce(${dueAt}::timestamptz, 'infinity')`.execute(db);
}

function isVisible({ publishedAt, startsAt }: Assignment, now: Date): boolean {
  return publishedAt !== null && (startsAt === null || startsAt <= now);
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
