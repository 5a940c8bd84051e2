/** In which weeks a lesson takes place, as a source says it: by the parity of the calendar week, or as A and B week. Null: in every one. */
export type WeekKind = 'even' | 'odd' | 'a' | 'b' | null;

const words: Readonly<Record<string, Exclude<WeekKind, null>>> = {
  gw: 'even',
  g: 'even',
  gerade: 'even',
  uw: 'odd',
  u: 'odd',
  ungerade: 'odd',
  a: 'a',
  'a-woche': 'a',
  '1': 'a',
  b: 'b',
  'b-woche': 'b',
  '2': 'b',
};

/** What a word of Untis means ("GW", "UW", "A", "B"; SVWS writes 1 and 2); `unknown` for a group that says nothing of weeks. */
export function weekKindOf(word: string): WeekKind | 'unknown' {
  if (word === '' || word === '0') return null;
  return words[word.toLocaleLowerCase('de')] ?? 'unknown';
}

/**
 * The calendar weeks (ISO 8601) of a kind, by their number: 1 … 53.
 *
 * @param aWeeks  which weeks are A weeks at the school
 */
export function weeksOf(kind: WeekKind, aWeeks: 'odd' | 'even'): number[] | null {
  if (kind === null) return null;
  const isOdd = kind === 'odd' || (kind === 'a' && aWeeks === 'odd') || (kind === 'b' && aWeeks === 'even');
  return Array.from({ length: 53 }, (_, at) => at + 1).filter((week) => week % 2 === (isOdd ? 1 : 0));
}
