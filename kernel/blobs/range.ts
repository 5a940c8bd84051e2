import type { ByteRange } from './blob-store.ts';

/**
 * What a `Range` header asks for (RFC 9110 section 14.2).
 *
 * @param header     as it came; undefined when there was none
 * @param sizeBytes  of the whole file
 * @returns the range, to be answered with 206 and `Content-Range`; 'whole' when there is none, or one we may ignore (several ranges, another
 *   unit, not readable), to be answered with 200; 'unsatisfiable' to be answered with 416
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return 'whole';

  if (match[1] === '') {
    const lastBytes = Number(match[2]);
    if (lastBytes === 0 || sizeBytes === 0) return 'unsatisfiable';
    return { start: Math.max(0, sizeBytes - lastBytes), end: sizeBytes - 1 };
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? Number.POSITIVE_INFINITY : Number(match[2]);
  if (end < start) return 'whole'; // an invalid range is to be ignored, not refused
  if (start >= sizeBytes) return 'unsatisfiable';
  return { start, end: Math.min(end, sizeBytes - 1) };
}

/** The headers of a 206 answer: what part it is, and how long. */
export function rangeHeaders(range: ByteRange, sizeBytes: number): Record<string, string> {
  return { 'Content-Range': `bytes ${range.start}-${range.end}/${sizeBytes}`, 'Content-Length': String(range.end - range.start + 1) };
}
