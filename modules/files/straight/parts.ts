/** Files of this size and more are brought straight to a store that takes them; for smaller ones it is not worth the asking. */
export const straightFromBytes = 16_000_000;

/** Parts of an upload, in bytes. A part that breaks off begins anew, so they are small; none but the last may be below 5 MiB (Amazon S3). */
export const straightPartBytes = 8_000_000;

/** How many parts an upload has. */
export function partCount(sizeBytes: number, partBytes: number): number {
  return Math.ceil(sizeBytes / partBytes);
}

/** The numbers of all its parts, from 1 on. */
export function partNumbers(sizeBytes: number, partBytes: number): number[] {
  return Array.from({ length: partCount(sizeBytes, partBytes) }, (_, place) => place + 1);
}

/** How many bytes part `number` has; null when there is no such part. */
export function partSize(sizeBytes: number, partBytes: number, number: number): number | null {
  if (!Number.isInteger(number) || number < 1 || number > partCount(sizeBytes, partBytes)) return null;
  return Math.min(partBytes, sizeBytes - (number - 1) * partBytes);
}
