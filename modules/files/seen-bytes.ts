import type { StoredBlob } from '#kernel/blobs/blob-store.ts';
import type { MeasuringUpload } from '#kernel/blobs/measuring.ts';
import { beginMeasuringUpload } from '#kernel/blobs/measuring-upload.ts';

/**
 * What this process knows of uploads under way, by their id: their bytes are measured as they come, so that a file of two gigabytes is not read again at its
 * end. Only a shortcut: what is not known here (after a restart, when it was too long ago, or when the thread that measures has ended) is read once.
 */
const seen = new Map<string, MeasuringUpload>();
/** So many uploads at once are known; a thousand hashes are less than a megabyte. */
const most = 1000;

/** Who knows all bytes of an upload of `sizeBytes` before this offset, to go on from there; null when nobody does. */
export function seenUpTo(id: string, offset: number, sizeBytes: number): MeasuringUpload | null {
  if (offset === 0 || seen.get(id)?.sizeBytes !== offset) forgetSeen(id);
  const known = offset === 0 ? beginMeasuringUpload(sizeBytes) : seen.get(id);
  if (known === undefined) return null;
  seen.delete(id);
  seen.set(id, known); // the last one now: the oldest goes first
  for (const oldest of seen.keys()) {
    if (seen.size <= most) break;
    forgetSeen(oldest);
  }
  return known;
}

/** What is known of an upload whose bytes have all gone by. */
export async function seenWhole(id: string, sizeBytes: number): Promise<StoredBlob | undefined> {
  const known = seen.get(id);
  return known?.sizeBytes === sizeBytes ? await known.measured() : undefined;
}

/** The upload has ended, or what is known of it cannot be relied on. */
export function forgetSeen(id: string): void {
  seen.get(id)?.forget();
  seen.delete(id);
}
