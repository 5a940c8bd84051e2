import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { Refusal } from '#kernel/errors/refusal.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { rosterStepped } from '../events.ts';
import { beatSeconds } from './dead.ts';
import type { ImportState } from './rows.ts';

/** Somebody has asked to stop before anything was written. */
export class Cancelled extends Error {}

/**
 * Tells where work on an import is, in a transaction of its own so that others see it at once.
 *
 * @throws Cancelled when somebody has asked for it
 */
export async function tellStep(ctx: SchoolCtx, importId: string, step: string, done: number): Promise<void> {
  const isCancelled = await ctx.write(async (db) => {
    const { rows } = await sql<{ cancel: boolean }>`update roster.import set step = ${step}, step_done = ${done}, touched_at = ${ctx.now()}
      where school_id = ${db.schoolId} and id = ${importId} returning cancel_wanted as cancel`.execute(db);
    await db.emit(rosterStepped, { importId });
    return rows[0]?.cancel ?? false;
  });
  if (isCancelled) throw new Cancelled();
}

/** Puts an import into a state, with the reason when it is a failure. */
export async function setState(db: Db, importId: string, state: ImportState, now: Date, failure: string | null = null): Promise<void> {
  await sql`update roster.import set state = ${state}, failure = ${failure}, step = null, step_done = 0, cancel_wanted = false, touched_at = ${now}
    where school_id = ${db.schoolId} and id = ${importId}`.execute(db);
  await db.emit(rosterStepped, { importId });
}

/**
 * Does work on an import in the background and ends it in a state people understand: a refusal leads back to `back` with its code, anything else to
 * `failed`. Nothing is tried again by itself: who looks at it decides.
 */
export async function inBackground(ctx: SchoolCtx, importId: string, back: ImportState, work: () => Promise<void>): Promise<void> {
  const beat = setInterval(() => void giveSign(ctx, importId), beatSeconds * 1000);
  try {
    await work();
  } catch (fault) {
    if (fault instanceof Cancelled) return ctx.write((db) => setState(db, importId, back, ctx.now(), 'cancelled'));
    if (fault instanceof Refusal)
      return ctx.write((db) => setState(db, importId, back, ctx.now(), fault.code.split('.').at(-1) ?? fault.code));
    ctx.log.error({ err: fault, importId }, 'work on an import failed; nothing of it was kept');
    await ctx.write((db) => setState(db, importId, 'failed', ctx.now(), 'internal'));
  } finally {
    clearInterval(beat);
  }
}

/** Says that work on an import is alive. It passes over a row that is being written: that is a sign by itself. */
async function giveSign(ctx: SchoolCtx, importId: string): Promise<void> {
  await ctx
    .write((db) =>
      sql`update roster.import i set touched_at = ${ctx.now()} from (select id from roster.import
          where school_id = ${db.schoolId} and id = ${importId} for update skip locked) free
        where i.school_id = ${db.schoolId} and i.id = free.id`.execute(db),
    )
    .catch((err: unknown) => ctx.log.warn({ err }, 'a sign of life could not be given'));
}
