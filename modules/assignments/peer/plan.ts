import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireTaught } from '../access.ts';
import { refusals } from '../refusals.ts';
import type { planContract, savePlanContract } from './contract.ts';

interface Row {
  reviews: number | null;
  anonymous: boolean | null;
  dueAt: Date | null;
  withRubric: boolean | null;
  atOnce: boolean | null;
  releasedAt: Date | null;
  hasRubric: boolean;
  handedIn: number;
  asked: number;
  begun: number;
  done: number;
}

/** What is asked for in a piece of work, with counts. Rights are the caller's affair. */
export async function planOf(db: Db, assignmentId: string): Promise<Row> {
  const { rows } =
    await sql<Row>`select p.reviews, p.anonymous, p.due_at as "dueAt", p.with_rubric as "withRubric", p.at_once as "atOnce", p.released_at as "releasedAt",
      exists (select from assignments.work_rubric w where w.school_id = a.school_id and w.assignment_id = a.id) as "hasRubric",
      (select count(*)::int from assignments.hand_in h where h.school_id = a.school_id and h.assignment_id = a.id and h.current) as "handedIn",
      r.asked, r.begun, r.done
    from assignments.assignment a left join assignments.peer_plan p on p.school_id = a.school_id and p.assignment_id = a.id
    cross join lateral (select count(*)::int as asked, (count(*) filter (where v.revision > 0))::int as begun, (count(v.handed_in_at))::int as done
      from assignments.review v where v.school_id = a.school_id and v.assignment_id = a.id) r
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('the work was there a moment ago');
  return row;
}

/**
 * What the teacher has asked for, and how far it is.
 *
 * @throws not found (404) when the caller does not teach there
 */
export async function showPlan(ctx: Ctx, assignmentId: string): Promise<Answer<typeof planContract>> {
  return ctx.read(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    const { reviews, anonymous, dueAt, withRubric, atOnce, releasedAt, hasRubric, handedIn, asked, done } = await planOf(db, assignmentId);
    const plan = {
      reviews: reviews ?? 1,
      anonymous: anonymous ?? true,
      dueAt: dueAt?.toISOString() ?? null,
      withRubric: withRubric ?? false,
      atOnce: atOnce ?? false,
      releasedAt: releasedAt?.toISOString() ?? null,
    };
    return { plan: reviews === null ? null : plan, hasRubric, handedIn, asked, done };
  });
}

/**
 * Lets pupils review each other's work, or changes how.
 *
 * @throws `assignments.no_rubric` (422) when they should review by a rubric the work does not have
 * @throws `assignments.reviews_begun` (409) when names that somebody was promised to be hidden would be shown
 * @throws not found (404) when the caller does not teach there
 */
export async function savePlan(
  ctx: Ctx,
  assignmentId: string,
  plan: Body<typeof savePlanContract>,
): Promise<Answer<typeof savePlanContract>> {
  return ctx.write(async (db) => {
    await requireTaught(db, ctx, assignmentId, { lock: true });
    const present = await planOf(db, assignmentId);
    if (plan.withRubric && !present.hasRubric) throw refusals.noRubric();
    if (present.anonymous === true && !plan.anonymous && present.begun > 0) throw refusals.reviewsBegun();
    const columns = {
      reviews: plan.reviews,
      anonymous: plan.anonymous,
      due_at: plan.dueAt === null ? null : new Date(plan.dueAt),
      with_rubric: plan.withRubric,
      at_once: plan.atOnce,
    };
    await db
      .insertInto('assignments.peer_plan')
      .values({ school_id: db.schoolId, assignment_id: assignmentId, ...columns })
      .onConflict((conflict) => conflict.columns(['school_id', 'assignment_id']).doUpdateSet(columns))
      .execute();
    return {};
  });
}
