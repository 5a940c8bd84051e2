import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireReceived } from '../access.ts';
import type { Chosen, Criterion } from '../rubrics/contract.ts';

/** A review the caller is asked for. */
export interface AskedReview {
  id: string;
  authorId: string;
  /** null: hidden. */
  authorName: string | null;
  anonymous: boolean;
  dueAt: Date | null;
  criteria: Criterion[] | null;
  title: string;
  body: string;
  text: string;
  rubric: Chosen | null;
  handedInAt: Date | null;
  revision: number;
  /** The author's current hand-in; null: taken back. */
  handInId: string | null;
  handInText: string | null;
}

/**
 * A review that the caller is asked for, in work they receive.
 *
 * @param options.lock  until the end of the transaction nobody else changes it
 * @throws not found (404) when they are not asked for it, do not receive the work any more, or there is none: we do not tell which
 */
export async function requireAsked(
  db: Db,
  ctx: Ctx,
  { assignmentId, reviewId }: { assignmentId: string; reviewId: string },
  options: { lock?: boolean } = {},
): Promise<AskedReview> {
  await requireReceived(db, ctx, assignmentId);
  const { rows } =
    await sql<AskedReview>`select v.id, v.author_id as "authorId", case when not p.anonymous then b.name end as "authorName", p.anonymous, p.due_at as "dueAt",
      case when p.with_rubric then w.criteria end as criteria, a.title, a.body, v.text, v.rubric, v.handed_in_at as "handedInAt", v.revision,
      h.id as "handInId", h.text as "handInText"
    from assignments.review v
    join assignments.assignment a on a.school_id = v.school_id and a.id = v.assignment_id
    join assignments.peer_plan p on p.school_id = v.school_id and p.assignment_id = v.assignment_id
    left join assignments.work_rubric w on w.school_id = v.school_id and w.assignment_id = v.assignment_id
    left join people.pub_person b on b.school_id = v.school_id and b.id = v.author_id
    left join assignments.hand_in h on h.school_id = v.school_id and h.assignment_id = v.assignment_id and h.pupil_id = v.author_id and h.current
    where v.school_id = ${db.schoolId} and v.assignment_id = ${assignmentId} and v.id = ${reviewId} and v.reviewer_id = ${ctx.caller.personId}
    ${options.lock ? sql`for update of v` : sql``}`.execute(db);
  return rows[0] ?? notFound('review');
}
