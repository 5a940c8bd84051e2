import { sql } from 'kysely';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { importNow } from './dead.ts';

/**
 * Throws an import away that was not applied. The blobs are removed after the commit; one that stays behind is noise without its key.
 *
 * @throws `roster.not_now` (409) for one that was applied or is at work
 */
export async function discardImport(ctx: Ctx, importId: string): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    const row = await importNow(ctx, db, importId);
    if (row.appliedAt !== null || ['reading', 'applying', 'undoing'].includes(row.state)) throw refusals.notNow();
    const { rows } = await sql<{
      hash: string | null;
    }>`delete from roster.file where school_id = ${db.schoolId} and import_id = ${importId} returning blob_hash as hash`.execute(db);
    await sql`delete from roster.import where school_id = ${db.schoolId} and id = ${importId}`.execute(db);
    removeAfterwards(ctx, db, rows);
    return {};
  });
}

/**
 * Takes one file away again; what was read with it has to be read anew.
 *
 * @throws `roster.not_now` (409), not found (404)
 */
export async function removeFile(ctx: Ctx, importId: string, fileId: string): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    const { state } = await importNow(ctx, db, importId);
    if (state !== 'open' && state !== 'read' && state !== 'failed') throw refusals.notNow();
    const { rows } = await sql<{
      hash: string | null;
    }>`delete from roster.file where school_id = ${db.schoolId} and import_id = ${importId} and id = ${fileId} returning blob_hash as hash`.execute(
      db,
    );
    if (rows.length === 0) notFound('file');
    await sql`update roster.import set state = 'open', digest = null, touched_at = ${ctx.now()} where school_id = ${db.schoolId} and id = ${importId}`.execute(
      db,
    );
    removeAfterwards(ctx, db, rows);
    return {};
  });
}

function removeAfterwards(ctx: Ctx, db: { afterCommit(wake: () => void): void }, files: readonly { hash: string | null }[]): void {
  db.afterCommit(() => {
    for (const { hash } of files)
      if (hash !== null)
        void ctx.services.blobs.remove(hash).catch((err: unknown) => ctx.log.warn({ err }, 'a sealed upload stayed behind'));
  });
}
