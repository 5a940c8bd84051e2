import { createReadStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoredBlob } from '#kernel/blobs/blob-store.ts';
import { checkContent } from '#kernel/blobs/check-content.ts';
import { contentType } from '#kernel/blobs/content-type.ts';
import { keepBlob, releaseBlobs } from '#kernel/blobs/ledger.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from './refusals.ts';
import { askForScan } from './scan/scan.ts';
import { enterFile } from './tree/enter-file.ts';
import { requireUpload } from './uploads.ts';

/** Tries when the same content is just being thrown away elsewhere. */
const tries = 5;

/**
 * All bytes are there: they go into the blob store, their type is found by content, and the file is ready. Repeatable: two at once,
 * or a second try after a broken store, end in one file. A refused file is forgotten with its room.
 *
 * @param path  where the bytes lie on this machine's disk
 * @throws `files.program_refused` (415), `files.content_mismatch` (415); `kernel.unavailable` (503) when the store is busy with the same content
 */
export async function finishUpload(ctx: Ctx, fileId: string, path: string): Promise<void> {
  const upload = await ctx.read((db) => requireUpload(db, ctx.caller.personId, fileId));
  if (upload.state !== 'uploading') return;

  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stored = await ctx.services.blobs.put(createReadStream(path), { limitBytes: upload.size_bytes });
    const check = checkContent(upload.name, await contentType(stored.head));
    if (!check.ok) {
      await keepUntilSwept(ctx, stored);
      await forgetUpload(ctx, fileId);
      if (check.reason === 'mismatch') throw refusals.contentMismatch({ name: upload.name, found: check.found });
      throw refusals.programRefused({ name: upload.name });
    }
    const kept = await markReady(ctx, fileId, stored, check.type);
    // the bytes may have been thrown away between the put and the count; from the count on they are safe
    if (kept && (await ctx.services.blobs.has(stored.hash))) return;
    if (kept) {
      await ctx.services.blobs.put(createReadStream(path), { limitBytes: upload.size_bytes });
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
    return true;
  });
}

/** Bytes of a refused file lie in the store already; counted once and released at once, the sweep finds them. */
async function keepUntilSwept(ctx: Ctx, blob: StoredBlob): Promise<void> {
  await ctx.write(async (db) => {
    if (await keepBlob(db, blob)) await releaseBlobs(db, [blob.hash], ctx.now());
  });
}

async function forgetUpload(ctx: Ctx, fileId: string): Promise<void> {
  await ctx.write((db) =>
    db.deleteFrom('files.file').where('school_id', '=', db.schoolId).where('id', '=', fileId).where('state', '=', 'uploading').execute(),
  );
}
