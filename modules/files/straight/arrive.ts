import { BlobTooLarge, type MeasuredUpload, type StraightUploads } from '#kernel/blobs/blob-store.ts';
import { Refusal } from '#kernel/errors/refusal.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { finishUpload, forgetUpload } from '../finish-upload.ts';
import { refusals } from '../refusals.ts';
import { uploadStore } from '../tus.ts';
import { requireUpload, type Upload } from '../uploads.ts';
import { dropEnded } from './drop.ts';
import { partNumbers, partSize } from './parts.ts';
import { requireOnItsWay, type StraightWay, straightUploads } from './way.ts';

/**
 * Makes a file of what was brought to the store: the parts are joined, read once for hash, length and type, and kept under their hash. Repeatable after any
 * failure, and two at once end in one file. What is refused for good is forgotten, with its room.
 *
 * @throws `files.parts_missing` (409) · `files.not_as_announced` (422) · as `finishUpload` · not found (404)
 */
export async function arrive(ctx: Ctx, uploadId: string): Promise<void> {
  try {
    await fileOfParts(ctx, uploadId);
  } catch (error) {
    if (error instanceof Refusal) {
      if (isFinal(error)) await leaveNothing(ctx, uploadId);
      throw error;
    }
    // another request has made the file, or it was given up: then its bytes were taken away under this one's hands
    const { state } = await ctx.read((db) => requireUpload(db, ctx.caller.personId, uploadId));
    if (state === 'uploading') throw error;
  }
  await leaveNothing(ctx, uploadId);
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

  if (!(await joinParts(uploads, way, upload))) return refuse(ctx, uploadId);
  const measured = await measure(uploads, way, announced);
  if (measured === null) return refuse(ctx, uploadId);
  await finishUpload(ctx, uploadId, {
    head: async () => measured.head,
    keep: async () => {
      await uploads.keep(way, measured);
      return measured;
    },
  });
}

/** @returns false when a part is not as long as it should be: this store has not heeded what was signed */
async function joinParts(uploads: StraightUploads, way: StraightWay, { size_bytes: sizeBytes }: Upload): Promise<boolean> {
  const there = await uploads.arrived(way);
  if (there === 'joined') return true;
  const byNumber = new Map((there === 'gone' ? [] : there).map((part) => [part.number, part]));
  const parts = partNumbers(sizeBytes, way.partBytes).flatMap((number) => byNumber.get(number) ?? []);
  const { length } = partNumbers(sizeBytes, way.partBytes);
  if (parts.length < length) throw refusals.partsMissing();
  if (parts.some((part) => part.sizeBytes !== partSize(sizeBytes, way.partBytes, part.number))) return false;
  await uploads.join(way, parts);
  return true;
}

/** @returns null when there are more or fewer bytes than were announced */
async function measure(uploads: StraightUploads, way: StraightWay, announced: number): Promise<MeasuredUpload | null> {
  try {
    const measured = await uploads.measure(way, { limitBytes: announced });
    return measured.sizeBytes === announced ? measured : null;
  } catch (error) {
    if (error instanceof BlobTooLarge) return null;
    throw error;
  }
}

async function refuse(ctx: Ctx, uploadId: string): Promise<never> {
  await forgetUpload(ctx, uploadId);
  throw refusals.notAsAnnounced();
}
