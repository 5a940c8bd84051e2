import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoredBlob } from '#kernel/blobs/blob-store.ts';
import { checkContent } from '#kernel/blobs/check-content.ts';
import { contentType } from '#kernel/blobs/content-type.ts';
import { keepBlob, releaseBlobs } from '#kernel/blobs/ledger.ts';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';

/** Tries when the same content is just being thrown away elsewhere. */
const tries = 5;

/** Bytes that come from an archive. */
export interface Coming {
  name: string;
  limitBytes: number;
  /** Opens them from the beginning, as often as it is asked. */
  open: () => Promise<Readable>;
}

/**
 * Puts bytes into the store and counts them in the transaction in which `note` says what they are for: what no row names is never left there. Their type is
 * told by content as with every upload, and a program that looks for harmful content is asked at once.
 *
 * @throws `files.program_refused`, `files.content_mismatch` (415), `files.zip_harmful` (422), each with the name · whatever `open` breaks with ·
 * `kernel.unavailable` (503) when the store is busy with the same content
 */
export async function storeComing(
  ctx: SchoolCtx,
  { name, limitBytes, open }: Coming,
  note: (db: Db, blob: StoredBlob, type: string) => Promise<void>,
): Promise<void> {
  const { blobs } = ctx.services;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const blob = await blobs.put(await open(), { limitBytes });
    const fault = await faultOf(ctx, name, blob);
    if (fault !== null) {
      // it lies in the store already: counted once and released at once, the sweep finds it
      await ctx.write(async (db) => {
        if (await keepBlob(db, blob)) await releaseBlobs(db, [blob.hash], ctx.now());
      });
      throw fault;
    }
    const { type } = await checked(name, blob);
    const kept = await ctx.write(async (db) => {
      if (!(await keepBlob(db, blob))) return false;
      await note(db, blob, type);
      return true;
    });
    // the bytes may have been thrown away between the put and the count; from the count on they are safe
    if (kept && !(await blobs.has(blob.hash))) await blobs.put(await open(), { limitBytes });
    if (kept) return;
    await pause(200 * attempt);
  }
  throw kernelRefusals.unavailable();
}

async function checked(name: string, blob: StoredBlob) {
  const check = checkContent(name, await contentType(blob.head));
  return check.ok ? { ...check, refused: null } : { type: '', refused: check };
}

async function faultOf(ctx: SchoolCtx, name: string, blob: StoredBlob): Promise<Error | null> {
  const { refused } = await checked(name, blob);
  if (refused?.reason === 'mismatch') return refusals.contentMismatch({ name, found: refused.found });
  if (refused !== null) return refusals.programRefused({ name });
  const { scanner, blobs } = ctx.services;
  if (scanner === null) return null;
  const verdict = await scanner.check(await blobs.get(blob.hash));
  if (verdict.kind === 'unchecked') ctx.log.warn({ hash: blob.hash, why: verdict.why }, 'content could not be checked');
  return verdict.kind === 'found' ? refusals.zipHarmful({ name }) : null;
}
