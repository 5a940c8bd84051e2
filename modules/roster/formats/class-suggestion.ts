import { classMatchName } from './class-name.ts';

/**
 * The classes a mistyped name may have meant, nearest first, at most three; empty if none is near.
 *
 * Near is at most two typing slips apart and of the same year ("8x" → 8a, 8b, 8c; "8bb" → 8b; "O5a" → 05a).
 */
export function suggestClasses(wanted: string, known: readonly string[]): string[] {
  const from = classMatchName(wanted)
    .replaceAll('o', '0')
    .replace(/^0+(?=\d)/, '');
  const year = /^\d+/.exec(from)?.[0];
  const near: { name: string; distance: number }[] = [];
  for (const name of known) {
    const to = classMatchName(name);
    const distance = editDistance(from, to);
    if (year !== undefined && /^\d+/.exec(to)?.[0] !== year) continue;
    if (distance <= Math.min(2, Math.max(1, to.length - 1))) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name, 'de', { numeric: true }));
  const best = near[0]?.distance;
  return near
    .filter((each) => each.distance === best)
    .slice(0, 3)
    .map((each) => each.name);
}

/** Levenshtein distance: insertions, deletions and replacements of one character. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
