/**
 * The form of a class name in which two spellings of one class are equal; for comparing only, never shown.
 *
 * Case, blanks and a leading "Klasse"/"Kl." do not count, nor do leading zeros of a year: `5a` = `05A` = `5 A` = `Klasse 5a`, and
 * `7/8b` = `07/08B`. Zeros elsewhere do (`C02-1` is not `C2-1`), and so do dots and hyphens (`5.1` is not `51`).
 */
export function classMatchName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*(klasse|kl\.)\s*(?=[\p{L}\p{N}])/u, '')
    .replace(/\s+/gu, '')
    .normalize('NFKC') // a letter and an accent that a blank kept apart
    .replace(/(^|\/)0+(?=\d)/gu, '$1');
}

const upperLevels: Record<string, number> = { ef: 0, e: 0, 'e-phase': 0, q1: 1, q2: 2, q3: 1, q4: 2 };

/**
 * The year level '01'..'13' a class name or a Jahrgang's short form tells, else null.
 *
 * `05A`, `5.1`, `10c`, `Q11`, `MSS 12` tell theirs; a class across years (`7/8b`), `FLEX`, `Vorklasse` and codes of vocational schools
 * do not. EF/E-Phase, Q1 and Q2 depend on the school: with `upperStart` 10 (Gymnasium of eight years) Q1 is 11, with 11 it is 12; with null they do
 * not tell either.
 */
export function yearLevelOf(name: string, upperStart: 10 | 11 | null): string | null {
  const match = classMatchName(name);
  const upper = /^(e-phase|ef|e|q[1-4])(?![\p{L}\p{N}])|^(ef|q[1-4])\p{L}$/u.exec(match);
  const upperName = upper?.[1] ?? upper?.[2];
  const offset = upperName === undefined ? undefined : upperLevels[upperName];
  if (offset !== undefined) return upperStart === null ? null : String(upperStart + offset);
  const digits = /^(?:q|mss|jg\.?|jahrgang)?(\d{1,2})(?!\d)(?!\/\d)/u.exec(match)?.[1];
  if (digits === undefined) return null;
  const level = Number(digits);
  return level >= 1 && level <= 13 ? String(level).padStart(2, '0') : null;
}

/**
 * With which year the upper level begins at a school that has these classes or year levels: 11 if it has a year 10 below it, 10 if its
 * middle years end with 9, null if nothing tells.
 */
export function upperStartOf(names: Iterable<string>): 10 | 11 | null {
  const levels = new Set<number>();
  for (const name of names) {
    const digits = /^(\d{1,2})(?!\d)/.exec(classMatchName(name))?.[1];
    if (digits !== undefined) levels.add(Number(digits));
  }
  if (levels.has(10)) return 11;
  return levels.has(9) ? 10 : null;
}
