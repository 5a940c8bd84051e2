/**
 * The calm hue of a subject, as a colour for CSS: one of twelve tokens, always the same for the same short name (FNV-1a, 32 bit).
 * Never the only sign: the subject's name stands beside it.
 */
export function subjectHue(shortName: string): string {
  let hash = 0x811c9dc5;
  for (const letter of shortName.trim().toUpperCase()) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `var(--hue-${(((hash ^ (hash >>> 15)) >>> 0) % 12) + 1})`;
}
