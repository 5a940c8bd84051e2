import { setTimeout as pause } from 'node:timers/promises';
import { BlobTooLarge, type MeasuredUpload, type StraightUploads } from '#kernel/blobs/blob-store.ts';
import { Refusal } from '#kernel/errors/refusal.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { finishUpload, forgetUpload } from '../finish-upload.ts';
import { refusals } from '../refusals.ts';
import { uploadStore } from '../tus.ts';
import { requireUpload, type Upload } from '../uploads.ts';
import { dropEnded } from './drop.ts';
import { partNumbers } from './parts.ts';
import { requireOnItsWay, type StraightWay, straightUploads } from './way.ts';

/** How often a store that fails is asked; it also fails for a moment while another process joins the same parts. */
const tries = 3;

/**
 * Makes a file of what was brought to the store: the parts are joined, read once for hash, length and type, and kept under their hash. Repeatable after any
 * failure, and two at once end in one file. What is refused for good is forgotten, with its room.
 *
 * @throws `files.parts_missing` (409) · `files.not_as_announced` (422) · as `finishUpload` · not found (404)
 */
export async function arrive(ctx: Ctx, uploadId: string): Promise<void> {
  for (let attempt = 1; !(await hasArrived(ctx, uploadId, attempt === tries)); attempt += 1) await pause(200 * attempt);
  await leaveNothing(ctx, uploadId);
}

/** @returns false when the store has failed this time; a last failure is thrown */
async function hasArrived(ctx: Ctx, uploadId: string, isLast: boolean): Promise<boolean> {
  try {
    await fileOfParts(ctx, uploadId);
    return true;
  } catch (error) {
    if (error instanceof Refusal) {
      if (isFinal(error)) await leaveNothing(ctx, uploadId);
      throw error;
    }
    // another request has made the file, or it was given up: then its bytes were taken away under this one's hands
    const { state } = await ctx.read((db) => requireUpload(db, ctx.caller.personId, uploadId));
    if (state === 'uploading' && isLast) throw error;
    return state !== 'uploading';
  }
}

async function leaveNothing(ctx: Ctx, uploadId: string): Promise<void> {
  await dropEnded(ctx, uploadId);
  await uploadStore(ctx.services.dataDir)
    .remove(uploadId)
    .catch(() => undefined); // begun on another machine, or gone already
}

/** Whether a refusal has ended the upload. */
export function isFinal(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 415 || error.code === 'files.not_as_announced');
}

async function fileOfParts(ctx: Ctx, uploadId: string): Promise<void> {
  const { upload, way } = await ctx.read((db) => requireOnItsWay(db, ctx.caller.personId, uploadId));
  if (upload.state !== 'uploading') return;
  const uploads = straightUploads(ctx);
  if (uploads === null || way === null) throw refusals.partsMissing();
  const { size_bytes: announced } = upload;

  await joinParts(uploads, way, upload);
  const measured = await measure(uploads, way, announced);
  if (measured === null) {
    await forgetUpload(ctx, uploadId);
    throw refusals.notAsAnnounced();
  }
  await finishUpload(ctx, uploadId, {
    head: async () => measured.head,
    keep: async () => {
      await uploads.keep(way, measured);
      return measured;
    },
  });
}

async function joinParts(uploads: StraightUploads, way: StraightWay, { size_bytes: sizeBytes }: Upload): Promise<void> {
  const there = await uploads.arrived(way);
  if (there === 'joined') return;
  const byNumber = new Map((there === 'gone' ? [] : there).map((part) => [part.number, part]));
  const wanted = partNumbers(sizeBytes, way.partBytes);
  const parts = wanted.flatMap((number) => byNumber.get(number) ?? []);
  if (parts.length < wanted.length) throw refusals.partsMissing();
  await uploads.join(way, parts);
}

/** @returns null when there are more or fewer bytes than were announced: a store need not heed the lengths that were signed */
async function measure(uploads: StraightUploads, way: StraightWay, announced: number): Promise<MeasuredUpload | null> {
  try {
    const measured = await uploads.measure(way, { limitBytes: announced });
    return measured.sizeBytes === announced ? measured : null;
  } catch (error) {
    if (error instanceof BlobTooLarge) return null;
    throw error;
  }
}
