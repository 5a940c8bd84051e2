import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { filesFoundHarmful } from '../events.ts';

/**
 * Checks content that has just come, where a program for it runs (kernel/scanner). What is found is locked under every name it has in this school,
 * earlier versions included, and whoever brought it is told. Until then, some seconds, the file can be opened: a school without such a program never waits.
 */
export const scanJob = jobType({
  name: 'files.scan',
  runner: 'scans',
  limitSeconds: 600,
  run: async (ctx: SchoolCtx, { hash }: { hash: string }) => {
    const { scanner, blobs } = ctx.services;
    if (scanner === null || !(await blobs.has(hash))) return;
    const verdict = await scanner.check(await blobs.get(hash));
    if (verdict.kind === 'unchecked') ctx.log.warn({ hash, why: verdict.why }, 'content could not be checked');
    if (verdict.kind !== 'found') return;
    await ctx.write((db) => lockContent(db, hash, verdict.name));
  },
});

/** Asks for a check of content, in the transaction that makes it a file. */
export async function askForScan(ctx: SchoolCtx, db: Db, hash: string): Promise<void> {
  if (ctx.services.scanner !== null) await db.enqueue(scanJob, { hash }, { key: hash });
}

async function lockContent(db: Db, hash: string, found: string): Promise<void> {
  const { rows } = await sql<{ id: string; madeBy: string | null }>`update files.file set state = 'locked'
    where school_id = ${db.schoolId} and hash = ${hash} and state = 'ready' returning id, coalesce(made_by, owner_id) as "madeBy"`.execute(
    db,
  );
  if (rows.length === 0) return;
  await db.emitAll(
    filesFoundHarmful,
    rows.map(({ id, madeBy }) => ({ fileId: id, personId: madeBy })),
  );
  await db.audit({ act: 'files.content_locked', data: { found, files: rows.length } });
}
