import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { TodayPart } from '#kernel/module/today.ts';
import { workOfPupils } from './hand-in/today.ts';
import { workOfTeacher } from './set/today.ts';

/** Work on the start page: what is due and new for pupils and children, what is to be answered and still runs for teachers. */
export async function today(ctx: Ctx, db: Db, span: { from: Date; to: Date }): Promise<TodayPart> {
  const parts: TodayPart[] = [];
  if (ctx.caller.context === 'work' && ctx.caller.permissions.has('assignments.set')) parts.push(await workOfTeacher(ctx, db));
  const follows = ['assignments.hand_in', 'assignments.follow_children', 'assignments.follow_accompanied'].some((right) =>
    ctx.caller.permissions.has(right),
  );
  if (follows) parts.push(await workOfPupils(ctx, db, span));
  return parts.reduce<TodayPart>(
    (sum, part) => ({
      due: [...(sum.due ?? []), ...(part.due ?? [])],
      waiting: [...(sum.waiting ?? []), ...(part.waiting ?? [])],
      running: [...(sum.running ?? []), ...(part.running ?? [])],
      counts: { ...sum.counts, ...part.counts },
    }),
    {},
  );
}
