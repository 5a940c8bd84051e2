const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether a text is one that is written from right to left: its first letter decides (Unicode UAX #9, rule P2). */
export function isRightToLeft(text: string): boolean {
  return rightToLeft.test(/\p{L}/u.exec(text)?.[0] ?? '');
}

/**
 * The pieces of one line from left to right as they are seen, each of one direction; to be given to the layout as texts beside each other.
 *
 * The layout shapes Arabic within a piece rightly, but sets the pieces of a line from left to right and takes a mixed piece for Latin. This is
 * the part of the Unicode bidirectional algorithm that names, subjects and short lines need: whole words, numbers included (UAX #9, rules W7, N1,
 * N2, I1, I2, L2). Words of one piece are kept together by no-break spaces: the order is right within one line only.
 */
export function seenPieces(line: string): string[] {
  if (!rightToLeft.test(line)) return [line];
  const baseLevel = isRightToLeft(line) ? 1 : 0;

  const runs: { level: number; words: string[] }[] = [];
  for (const { level, word } of levels(line.trim().split(/\s+/), baseLevel)) {
    const last = runs.at(-1);
    if (last?.level === level) last.words.push(word);
    else runs.push({ level, words: [word] });
  }
  // Rule L2: from the highest level down to 1, turn round what stands on it or higher.
  let seen = runs;
  for (const level of [2, 1]) seen = turnRound(seen, level);

  const pieces = seen.flatMap((run, at) => [...(at > 0 ? [' '] : []), run.words.join(run.level === 1 ? '\u00a0' : ' ')]);
  return [...(/^\s/.test(line) ? [' '] : []), ...pieces, ...(/\s$/.test(line) ? [' '] : [])];
}

/** Level 0: Latin in a Latin line; 1: from right to left; 2: Latin or numbers within that. Signs and numbers go with what stands on both sides. */
function levels(words: readonly string[], baseLevel: number): { level: number; word: string }[] {
  const strong = words.map((word) => (rightToLeft.test(word) ? 1 : /\p{L}/u.test(word) ? baseLevel * 2 : null));
  return words.map((word, at) => {
    const own = strong[at];
    if (own != null) return { level: own, word };
    const before = strong.slice(0, at).findLast((level) => level !== null) ?? baseLevel;
    const after = strong.slice(at).find((level) => level !== null) ?? baseLevel;
    const around = before === after ? before : baseLevel;
    return { level: around === 1 && /\p{N}/u.test(word) ? 2 : around, word };
  });
}

function turnRound<Run extends { level: number }>(runs: readonly Run[], level: number): Run[] {
  const turned: Run[] = [];
  let high: Run[] = [];
  for (const run of runs) {
    if (run.level >= level) {
      high.unshift(run);
      continue;
    }
    turned.push(...high, run);
    high = [];
  }
  return [...turned, ...high];
}
