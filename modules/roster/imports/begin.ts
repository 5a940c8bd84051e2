import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { applyContract, readContract } from '../contract.ts';
import { refusals } from '../refusals.ts';
import { applyJob } from './apply-job.ts';
import { importNow, requireIdle } from './dead.ts';
import { hasErrors, readJob } from './read-job.ts';
import { filesOf, type ImportState, lastApplied } from './rows.ts';
import { undoJob } from './undo-job.ts';

type Begun = { importId: string };

/**
 * Has the files read and compared. With another format or other mappings than before, answers given so far are forgotten: they were about other rows.
 *
 * @throws `roster.no_files` (422), `roster.not_now` (409)
 */
export async function beginReading(ctx: Ctx, importId: string, wish: Body<typeof readContract>): Promise<Begun> {
  return ctx.write(async (db) => {
    const row = await importNow(ctx, db, importId);
    if (row.state !== 'open' && row.state !== 'read' && row.state !== 'failed') throw refusals.notNow();
    const files = await filesOf(db, importId);
    if (files.length === 0 || files.some(({ hash }) => hash === null)) throw refusals.noFiles();
    const mappings = wish.mappings === null ? null : JSON.stringify(wish.mappings);
    const complete = wish.complete ?? null;
    if (row.formatWanted !== wish.format || JSON.stringify(row.mappings) !== (mappings ?? 'null')) {
      await sql`delete from roster.question where school_id = ${db.schoolId} and import_id = ${importId}`.execute(db);
    }
    await begin(ctx, db, importId, 'reading');
    await sql`update roster.import set format_wanted = ${wish.format}, mappings = ${mappings}::jsonb, complete = ${complete} where school_id = ${db.schoolId} and id = ${importId}`.execute(
      db,
    );
    await db.enqueue(readJob, { importId });
    return { importId };
  });
}

/**
 * Has an import applied that was looked at.
 *
 * @throws `roster.changed_since` (409) when the digest is not the present one, `roster.has_errors` (422), `roster.unsure` (409),
 *   `roster.stopped` (409) without confirmation, `roster.busy` (409), `roster.not_now` (409)
 */
export async function beginApplying(ctx: Ctx, importId: string, wish: Body<typeof applyContract>): Promise<Answer<typeof applyContract>> {
  return ctx.write(async (db) => {
    const row = await importNow(ctx, db, importId);
    if (row.state !== 'read') throw refusals.notNow();
    if (hasErrors(row)) throw refusals.hasErrors();
    if (row.digest !== wish.digest) throw refusals.changedSince();
    if ((row.counts?.unsure ?? 0) > 0) throw refusals.unsure({ count: row.counts?.unsure });
    if ((row.stops?.length ?? 0) > 0 && !wish.confirmed) throw refusals.stopped({ count: row.stops?.length });
    await requireIdle(ctx, db);
    await begin(ctx, db, importId, 'applying');
    await sql`update roster.import set confirmed = ${wish.confirmed} where school_id = ${db.schoolId} and id = ${importId}`.execute(db);
    await db.audit({ act: 'roster.apply_begun', subject: { type: 'import', id: importId }, data: { confirmed: wish.confirmed } });
    await db.enqueue(applyJob, { importId });
    return { importId };
  });
}

/**
 * Has the last import taken back.
 *
 * @throws `roster.undo_over` (409) when it is not the last one or its time is over, `roster.busy` (409)
 */
export async function beginUndo(ctx: Ctx, importId: string): Promise<Begun> {
  return ctx.write(async (db) => {
    await importNow(ctx, db, importId);
    const last = await lastApplied(db);
    if (last?.id !== importId || !last.canUndo) throw refusals.undoOver();
    await requireIdle(ctx, db);
    await begin(ctx, db, importId, 'undoing');
    await db.audit({ act: 'roster.undo_begun', subject: { type: 'import', id: importId } });
    await db.enqueue(undoJob, { importId });
    return { importId };
  });
}

/** Asks work under way to stop; it does so before its next step, and nothing was changed. */
export async function cancelWork(ctx: Ctx, importId: string): Promise<Begun> {
  return ctx.write(async (db) => {
    await importNow(ctx, db, importId);
    await sql`update roster.import set cancel_wanted = true where school_id = ${db.schoolId} and id = ${importId} and state in ('reading', 'applying')`.execute(
      db,
    );
    return { importId };
  });
}

async function begin(ctx: Ctx, db: Db, importId: string, state: ImportState): Promise<void> {
  await sql`update roster.import set state = ${state}, step = null, step_done = 0, failure = null, cancel_wanted = false, touched_at = ${ctx.now()}
    where school_id = ${db.schoolId} and id = ${importId}`.execute(db);
}
