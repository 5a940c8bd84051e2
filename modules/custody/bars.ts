import type { DataOf } from '#kernel/events/event.ts';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { blockRelation, type personsMerged } from '#modules/people/public.ts';
import { contactBarChanged } from './events.ts';
import { liftEndedBars, lockBar, moveArrangements } from './queries.ts';

/**
 * Tells the teaching zone that a relation is blocked or open again; it does not learn why. What holds now is read, not what the event meant:
 * events may come twice and in any order. The row stays locked meanwhile, so that two at once end with the last word.
 */
export async function carryBar(ctx: SchoolCtx, { guardianId, childId }: DataOf<typeof contactBarChanged>): Promise<void> {
  await ctx.write(async (db) => {
    const blocked = await lockBar(db, childId, guardianId);
    await ctx.inZone('teaching').write((teaching) => blockRelation(teaching, { personId: guardianId, childId, blocked }));
  });
}

/** Each night: bars whose last day has passed are lifted. */
export const liftBars = jobType<object>({
  name: 'custody.lift_bars',
  limitSeconds: 60,
  schedule: '5 0 * * *',
  run: async (ctx) => {
    await ctx.write(async (db) => {
      const ended = await liftEndedBars(db, dayOf(ctx.now()), ctx.now());
      await db.emitAll(contactBarChanged, ended);
    });
  },
});

/** Two entries were one human: custody and bars go with them, and what holds now is carried over. Again it moves nothing. */
export async function followMerge(ctx: SchoolCtx, { keptId, doubleId }: DataOf<typeof personsMerged>): Promise<void> {
  await ctx.write(async (db) => {
    const children = await moveArrangements(db, doubleId, keptId, ctx.now());
    await db.emitAll(
      contactBarChanged,
      children.map((childId) => ({ guardianId: keptId, childId })),
    );
  });
}
