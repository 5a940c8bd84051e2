import type { StoredBlob } from '#kernel/blobs/blob-store.ts';
import { beginMeasuring, type Measuring } from '#kernel/blobs/measuring.ts';

/**
 * What this process knows of uploads under way, by their id: their bytes are measured as they come, so that a file of two gigabytes is not read again at its
 * end. Only a shortcut: what is not known here (after a restart, or when it was too long ago) is read once.
 */
const seen = new Map<string, Measuring>();
/** So many uploads at once are known; a thousand hashes are less than a megabyte. */
const most = 1000;

/** Who knows all bytes of an upload before this offset, to go on from there; null when nobody does. */
export function seenUpTo(id: string, offset: number): Measuring | null {
  const known = offset === 0 ? beginMeasuring() : seen.get(id);
  seen.delete(id);
  if (known === undefined || known.sizeBytes !== offset) return null;
  seen.set(id, known); // the last one now: the oldest goes first
  for (const oldest of seen.keys()) {
    if (seen.size <= most) break;
    seen.delete(oldest);
  }
  return known;
}

/** What is known of an upload whose bytes have all gone by. */
export function seenWhole(id: string, sizeBytes: number): StoredBlob | undefined {
  const known = seen.get(id);
  return known?.sizeBytes === sizeBytes ? known.measured() : undefined;
}

/** The upload has ended, or what is known of it cannot be relied on. */
export function forgetSeen(id: string): void {
  seen.delete(id);
}
