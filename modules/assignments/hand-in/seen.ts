import { randomUUID } from 'node:crypto';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireReceived } from '../access.ts';

/**
 * The pupil has opened the work. Kept as a yes without any time, under an id that is random and not made from the time.
 *
 * @throws not found (404) when it is not for the caller
 */
export async function markSeen(ctx: Ctx, assignmentId: string): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    await requireReceived(db, ctx, assignmentId);
    await db
      .insertInto('assignments.recipient')
      .values({ school_id: db.schoolId, id: randomUUID(), assignment_id: assignmentId, pupil_id: ctx.caller.personId, seen: true })
      .onConflict((conflict) => conflict.columns(['school_id', 'assignment_id', 'pupil_id']).doUpdateSet({ seen: true }))
      .execute();
    return {};
  });
}
