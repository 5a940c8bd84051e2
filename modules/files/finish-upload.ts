import { setTimeout as pause } from 'node:timers/promises';
import type { StoredBlob } from '#kernel/blobs/blob-store.ts';
import { checkContent } from '#kernel/blobs/check-content.ts';
import { contentType } from '#kernel/blobs/content-type.ts';
import { keepBlob } from '#kernel/blobs/ledger.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from './refusals.ts';
import { askForScan } from './scan/scan.ts';
import { enterFile } from './tree/enter-file.ts';
import { requireUpload } from './uploads.ts';
import { askForWords } from './words/job.ts';

/** Tries when the same content is just being thrown away elsewhere. */
const tries = 5;

/** Bytes that have all come, wherever they lie; nobody writes to them any more. */
export interface Brought {
  /** The first of them, to tell the type by. */
  head(): Promise<Uint8Array>;
  /** Takes them into the blob store, at most so many. Repeatable. */
  keep(limitBytes: number): Promise<StoredBlob>;
}

/**
 * All bytes are there: they go into the blob store, their type is found by content, and the file is ready. Repeatable: two at once,
 * or a second try after a broken store, end in one file. A refused file is forgotten with its room.
 *
 * @throws `files.program_refused` (415), `files.content_mismatch` (415); `kernel.unavailable` (503) when the store is busy with the same content
 */
export async function finishUpload(ctx: Ctx, fileId: string, brought: Brought): Promise<void> {
  const upload = await ctx.read((db) => requireUpload(db, ctx.caller.personId, fileId));
  if (upload.state !== 'uploading') return;

  // told before anything is stored: what is refused is never kept
  const check = checkContent(upload.name, await contentType(await brought.head()));
  if (!check.ok) {
    await forgetUpload(ctx, fileId);
    if (check.reason === 'mismatch') throw refusals.contentMismatch({ name: upload.name, found: check.found });
    throw refusals.programRefused({ name: upload.name });
  }
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const known = await brought.keep(upload.size_bytes);
    const kept = await markReady(ctx, fileId, known, check.type);
    // the bytes may have been thrown away between the put and the count; from the count on they are safe
    if (kept && (await ctx.services.blobs.has(known.hash))) return;
    if (kept) {
      await brought.keep(upload.size_bytes);
      return;
    }
    await pause(200 * attempt);
  }
  throw kernelRefusals.unavailable();
}

/** @returns false when the content is being removed right now */
async function markReady(ctx: Ctx, fileId: string, blob: StoredBlob, type: string): Promise<boolean> {
  return ctx.write(async (db) => {
    const upload = await requireUpload(db, ctx.caller.personId, fileId, { lock: true });
    if (upload.state !== 'uploading') return true;
    if (!(await keepBlob(db, blob))) return false;
    await db
      .updateTable('files.file')
      .set({ state: 'ready', hash: blob.hash, type, size_bytes: blob.sizeBytes, made_at: ctx.now() })
      .where('school_id', '=', db.schoolId)
      .where('id', '=', fileId)
      .execute();
    await enterFile(ctx, db, fileId, upload);
    await askForScan(ctx, db, blob.hash);
    await askForWords(db, { hash: blob.hash, type });
    return true;
  });
}

/** Forgets an upload that has not become a file, and frees its room. */
export async function forgetUpload(ctx: Ctx, fileId: string): Promise<void> {
  await ctx.write((db) =>
    db.deleteFrom('files.file').where('school_id', '=', db.schoolId).where('id', '=', fileId).where('state', '=', 'uploading').execute(),
  );
}
