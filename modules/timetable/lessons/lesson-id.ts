import { createHash } from 'node:crypto';

/**
 * The id of a lesson, for what will hang on it: made of what it belongs to, the day and the start it was planned for, and of nothing else.
 * So it costs no row, and comes out the same after every import. A UUID of version 8 (RFC 9562, 5.8).
 *
 * @param anchor  id of the course, or of the pattern where there is none
 * @param starts  clock at school, 'HH:MM'
 */
export function lessonId(anchor: string, day: string, starts: string): string {
  const bytes = createHash('sha256').update(`${anchor} ${day} ${starts}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
