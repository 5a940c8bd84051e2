import { badnessOf, type Seen } from '../parts.ts';

/** What is known of one part. Instants in milliseconds since 1970. */
export interface Observed {
  state: Seen;
  /** Since when it is so. */
  since: number;
  /** The last look; null before the first. */
  lastAt: number | null;
  /** The last look, when it saw something else than `state`: one alone changes nothing. */
  doubt: { seen: Seen; at: number } | null;
}

/** Looks farther apart than this say nothing about the time between; looks come every `everyMs`. */
export function gapMsOf(everyMs: number): number {
  return 3 * everyMs + 10_000;
}

/** Nobody has looked yet. */
export function notObserved(at: number): Observed {
  return { state: 'unknown', since: at, lastAt: null, doubt: null };
}

/**
 * What is known after a look. A state changes when two looks in a row saw something else, both better or both worse, and then counts from the first of
 * the two; of two that differ the one nearer to what was. Only out of the unknown a good look is enough. After a gap the past says nothing.
 */
export function afterLook(before: Observed, seen: Seen, at: number, gapMs: number): Observed {
  const known = knownAt(before, at, gapMs);
  const { state, doubt } = known;
  if (seen === state) return { ...known, lastAt: at, doubt: null };
  if (state === 'unknown' && seen === 'ok') return { state: seen, since: at, lastAt: at, doubt: null };
  const next = doubt === null ? null : agreed(state, doubt.seen, seen);
  if (doubt === null || next === null) return { ...known, lastAt: at, doubt: { seen, at } };
  return { state: next, since: doubt.at, lastAt: at, doubt: seen === next ? null : { seen, at } };
}

/** What is known at an instant without a look: after a gap, nothing since the last one. */
export function knownAt(observed: Observed, at: number, gapMs: number): Observed {
  const { lastAt } = observed;
  if (lastAt === null || at - lastAt <= gapMs) return observed;
  // it was unknown before already: since then
  const since = observed.state === 'unknown' ? observed.since : lastAt;
  return { state: 'unknown', since, lastAt, doubt: null };
}

/** What two looks in a row agree on that both saw something else than the state; null when one was better and one worse. */
function agreed(state: Seen, first: Seen, second: Seen): Seen | null {
  if (first === second) return first;
  if (first === 'unknown' || second === 'unknown') return null;
  const [one, other, was] = [badnessOf(first), badnessOf(second), badnessOf(state)];
  if (one > was && other > was) return one < other ? first : second;
  if (one < was && other < was) return one > other ? first : second;
  return null;
}
