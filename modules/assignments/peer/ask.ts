import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireTaught } from '../access.ts';
import { reviewsAsked, reviewsReleased } from '../events.ts';
import { refusals } from '../refusals.ts';
import { recipientsOf } from '../sql.ts';
import type { askReviewContract, drawReviewsContract, releaseContract } from './contract.ts';
import { neededFor, type Peer, pairs } from './pairs.ts';
import { planOf } from './plan.ts';

/** Who has handed in and still receives the work, with the team they handed in for. */
async function peersOf(db: Db, ctx: Ctx, assignmentId: string): Promise<Peer[]> {
  const { rows } =
    await sql<Peer>`select h.pupil_id as id, h.team_id as "teamId" from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
    join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = x.pupil_id and h.current
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId} order by h.pupil_id`.execute(db);
  return rows;
}

async function insertPairs(db: Db, assignmentId: string, wanted: readonly { reviewerId: string; authorId: string }[]): Promise<void> {
  const rows = wanted.map((pair) => ({ ...pair, id: randomUUID() }));
  await sql`insert into assignments.review (school_id, id, assignment_id, author_id, reviewer_id)
    select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, n."authorId", n."reviewerId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "authorId" uuid, "reviewerId" uuid)
    on conflict (school_id, assignment_id, reviewer_id, author_id) do nothing`.execute(db);
}

/**
 * Says by chance who reviews whom among those who have handed in; drawn again, the earlier draw is dropped. Reviewers are told.
 *
 * @throws `assignments.too_few_to_review` (409) with `needed`
 * @throws `assignments.reviews_begun` (409) once somebody has written something
 * @throws not found (404) when the caller does not teach there, or reviews are not asked for
 */
export async function drawReviews(ctx: Ctx, assignmentId: string): Promise<Answer<typeof drawReviewsContract>> {
  return ctx.write(async (db) => {
    await requireTaught(db, ctx, assignmentId, { lock: true });
    const { reviews, begun } = await planOf(db, assignmentId);
    if (reviews === null) notFound('peer');
    if (begun > 0) throw refusals.reviewsBegun();
    const peers = await peersOf(db, ctx, assignmentId);
    const drawn = pairs(peers, reviews, (below) => randomInt(below));
    if (drawn === null) throw refusals.tooFewToReview({ needed: neededFor(reviews, largestTeam(peers)) });
    await sql`delete from assignments.review v where v.school_id = ${db.schoolId} and v.assignment_id = ${assignmentId}`.execute(db);
    await insertPairs(db, assignmentId, drawn);
    await db.emit(reviewsAsked, { assignmentId, pupilIds: peers.map(({ id }) => id) });
    return { asked: drawn.length };
  });
}

function largestTeam(peers: readonly Peer[]): number {
  const sizes = new Map<string, number>();
  for (const { teamId } of peers) if (teamId !== null) sizes.set(teamId, (sizes.get(teamId) ?? 0) + 1);
  return Math.max(1, ...sizes.values());
}

/**
 * Asks one pupil to review another's work, by hand; whom the teacher asks may be of the same team. Repeatable.
 *
 * @throws not found (404) when the caller does not teach there, reviews are not asked for, the reviewer does not receive the work, the author has handed
 * nothing in, or they are the same: we do not tell which
 */
export async function askReview(
  ctx: Ctx,
  assignmentId: string,
  pair: Body<typeof askReviewContract>,
): Promise<Answer<typeof askReviewContract>> {
  return ctx.write(async (db) => {
    await requireTaught(db, ctx, assignmentId, { lock: true });
    if ((await planOf(db, assignmentId)).reviews === null) notFound('peer');
    const { rows } = await sql`select from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and x.pupil_id = ${pair.reviewerId} and ${pair.reviewerId}::uuid <> ${pair.authorId}::uuid
        and exists (select from assignments.hand_in h where h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = ${pair.authorId} and h.current)`.execute(
      db,
    );
    if (rows.length === 0) notFound('pupil');
    await insertPairs(db, assignmentId, [pair]);
    await db.emit(reviewsAsked, { assignmentId, pupilIds: [pair.reviewerId] });
    return {};
  });
}

/**
 * Asks for a review no more.
 *
 * @throws `assignments.reviews_begun` (409) when something is written: nobody's words are thrown away
 * @throws not found (404) when the caller does not teach there, or there is none
 */
export async function dropReview(
  ctx: Ctx,
  { assignmentId, reviewId }: { assignmentId: string; reviewId: string },
): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    await requireTaught(db, ctx, assignmentId, { lock: true });
    const { rows } = await sql<{ begun: boolean }>`select v.revision > 0 as begun from assignments.review v
      where v.school_id = ${db.schoolId} and v.assignment_id = ${assignmentId} and v.id = ${reviewId} for update`.execute(db);
    const review = rows[0] ?? notFound('review');
    if (review.begun) throw refusals.reviewsBegun();
    await sql`delete from assignments.review v where v.school_id = ${db.schoolId} and v.id = ${reviewId}`.execute(db);
    return {};
  });
}

/**
 * Authors see the reviews that are handed in, and later ones as they come. Repeatable.
 *
 * @returns how many reviews authors see now
 * @throws not found (404) when the caller does not teach there, or reviews are not asked for
 */
export async function releaseReviews(ctx: Ctx, assignmentId: string): Promise<Answer<typeof releaseContract>> {
  return ctx.write(async (db) => {
    await requireTaught(db, ctx, assignmentId, { lock: true });
    const { reviews, releasedAt, done } = await planOf(db, assignmentId);
    if (reviews === null) notFound('peer');
    if (releasedAt !== null) return { released: done };
    await sql`update assignments.peer_plan p set released_at = ${ctx.now()} where p.school_id = ${db.schoolId} and p.assignment_id = ${assignmentId}`.execute(
      db,
    );
    const { rows } = await sql<{ id: string }>`select distinct v.author_id as id from assignments.review v
      where v.school_id = ${db.schoolId} and v.assignment_id = ${assignmentId} and v.handed_in_at is not null`.execute(db);
    if (rows.length > 0) await db.emit(reviewsReleased, { assignmentId, pupilIds: rows.map(({ id }) => id) });
    return { released: done };
  });
}
