import type { Answer } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireTaught } from '../access.ts';
import { announceSet } from './announce.ts';
import { requirePublishable } from './check-work.ts';
import type { publishContract } from './contract.ts';

/**
 * Publishes a draft; pupils see it from its start on. Published work stays as it is: the answer is the same again.
 *
 * @throws `assignments.untitled`, `assignments.times_disordered`, `assignments.no_recipients` (422)
 * @throws not found (404) for another's draft
 */
export async function publishAssignment(ctx: Ctx, assignmentId: string): Promise<Answer<typeof publishContract>> {
  return ctx.write(async (db) => {
    const work = await requireTaught(db, ctx, assignmentId, { lock: true });
    const publishedAt = work.publishedAt ?? ctx.now();
    if (work.publishedAt === null) {
      await requirePublishable(db, ctx, work);
      await db
        .updateTable('assignments.assignment')
        .set({ published_at: publishedAt, changed_at: publishedAt })
        .where('school_id', '=', db.schoolId)
        .where('id', '=', assignmentId)
        .execute();
      await announceSet(db, ctx, work);
    }
    const visibleFrom = work.startsAt !== null && work.startsAt > publishedAt ? work.startsAt : publishedAt;
    return { publishedAt: publishedAt.toISOString(), visibleFrom: visibleFrom.toISOString() };
  });
}
