import { sql } from 'kysely';
import { releaseBlobs } from '#kernel/blobs/ledger.ts';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { binEnd } from './access.ts';
import { dropEntries } from './bin/empty.ts';
import { dropLeftovers } from './dav/leftovers.ts';
import { dropEndedLocks } from './dav/privacy.ts';
import { dropUnheld, forgetFailed } from './preview/tidy.ts';
import { uploadHours } from './settings.ts';
import { dropStrays } from './straight/drop.ts';
import { uploadStore } from './tus.ts';
import { tidyUnpackings } from './unpack/tidy.ts';
import { askForUnread } from './words/job.ts';

const batch = 500;

/**
 * The nightly sweep of a school: uploads that were given up, and files whose time in the bin is over. What is in use somewhere stays.
 * Content that nobody names any more goes a day later (kernel/blobs/ledger.ts).
 */
export const tidyJob = jobType({
  name: 'files.tidy',
  runner: 'patient',
  limitSeconds: 600,
  schedule: '41 2 * * *',
  run: async (ctx: SchoolCtx, _payload: object, signal: AbortSignal) => {
    await dropStaleUploads(ctx);
    await dropStrays(ctx, signal);
    await dropBinned(ctx);
    await tidyUnpackings(ctx);
    await ctx.write((db) => dropEndedLocks(db, ctx.now()));
    while (!signal.aborted && (await dropFromBin(ctx)) === batch);
    await ctx.write(async (db) => {
      await dropUnheld(db, ctx.now());
      await forgetFailed(db, ctx.now());
      await askForUnread(db);
    });
  },
});

async function dropStaleUploads(ctx: SchoolCtx): Promise<void> {
  const before = new Date(ctx.now().getTime() - uploadHours * 3_600_000);
  const rows = await ctx.write(async (db) => {
    const { rows: stale } = await sql<{ id: string; hash: string | null }>`delete from files.file
      where school_id = ${db.schoolId} and state = 'uploading' and made_at < ${before} returning id, hash`.execute(db);
    // only what archives have brought names its content already
    await releaseBlobs(
      db,
      stale.flatMap(({ hash }) => hash ?? []),
      ctx.now(),
    );
    return stale;
  });
  const store = uploadStore(ctx.services.dataDir);
  for (const { id } of rows) await store.remove(id).catch(() => undefined); // never begun to be written, or gone already
  await dropLeftovers(store.directory, before);
}

/** Folders and files whose time in the bin is over leave the tree. */
async function dropBinned(ctx: SchoolCtx): Promise<void> {
  const end = binEnd(ctx.now());
  await ctx.write((db) => dropEntries(db, sql<boolean>`e.binned_at <= ${end}`, end));
}

/** Files past the bin, and files nobody has, with their earlier versions, unless they are in use or lie in a folder. */
async function dropFromBin(ctx: SchoolCtx): Promise<number> {
  return ctx.write(async (db) => {
    const { rows } = await sql<{ hash: string | null }>`delete from files.file where school_id = ${db.schoolId} and id in (
        select f.id from files.file f where f.school_id = ${db.schoolId} and (f.deleted_at <= ${binEnd(ctx.now())} or (f.owner_id is null and f.space_id is null))
          and not exists (select from files.use u where u.school_id = f.school_id and u.file_id = f.id)
          and not exists (select from files.entry e where e.school_id = f.school_id and e.file_id = f.id)
        order by f.id limit ${batch})
      returning hash`.execute(db);
    await releaseBlobs(
      db,
      rows.flatMap(({ hash }) => hash ?? []),
      ctx.now(),
    );
    return rows.length;
  });
}
