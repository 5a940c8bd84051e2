import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Seen } from '../parts.ts';
import { together, worst } from '../parts.ts';
import { afterLook, gapMsOf, knownAt, notObserved, type Observed } from '../record/observed.ts';

const every = 30_000;
const gap = gapMsOf(every);
const start = Date.parse('2026-11-22T08:00:00Z');

/** Looks half a minute apart; what is known after each. */
function states(seen: readonly Seen[], from = notObserved(start)): Observed[] {
  const known: Observed[] = [];
  let now = from;
  for (const [at, one] of seen.entries()) {
    now = afterLook(now, one, start + at * every, gap);
    known.push(now);
  }
  return known;
}
const words = (seen: readonly Seen[]) => states(seen).map(({ state }) => state);

describe('what several looks come to', () => {
  test('one good look is enough to know that it works, one bad look is not enough for a failure', () => {
    expect(words(['ok', 'failed', 'ok'])).toEqual(['ok', 'ok', 'ok']);
    expect(words(['failed', 'ok'])).toEqual(['unknown', 'ok']);
  });

  test('two bad looks in a row are a failure, since the first of them', () => {
    const known = states(['ok', 'ok', 'failed', 'failed', 'failed']);
    expect(known.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'failed', 'failed']);
    expect(known.at(-1)?.since).toBe(start + 2 * every);
  });

  test('it is over after two good looks, so that a part that comes and goes does not count as mended', () => {
    expect(words(['ok', 'failed', 'failed', 'ok', 'failed', 'ok', 'ok'])).toEqual([
      'ok',
      'ok',
      'failed',
      'failed',
      'failed',
      'failed',
      'ok',
    ]);
  });

  test('of two that differ the one nearer to what was counts', () => {
    expect(words(['ok', 'failed', 'slow'])).toEqual(['ok', 'ok', 'slow']);
    expect(words(['ok', 'failed', 'slow', 'slow'])).toEqual(['ok', 'ok', 'slow', 'slow']);
    expect(words(['ok', 'slow', 'failed', 'failed'])).toEqual(['ok', 'ok', 'slow', 'failed']);
    expect(words(['slow', 'slow', 'failed', 'ok'])).toEqual(['unknown', 'slow', 'slow', 'slow']);
  });

  test('after a gap the past says nothing, and a look before it is no first of two', () => {
    const before = states(['ok', 'ok', 'failed']).at(-1) ?? notObserved(start);
    const asleepUntil = start + 2 * every + gap + 1;
    expect(knownAt(before, asleepUntil, gap)).toMatchObject({ state: 'unknown', since: start + 2 * every });
    expect(afterLook(before, 'failed', asleepUntil, gap)).toMatchObject({ state: 'unknown', since: start + 2 * every });
    expect(knownAt(before, asleepUntil - 1, gap)).toMatchObject({ state: 'ok' });
  });

  test('whatever is seen: a state lasts through one look that differs, and no state is told that nobody saw', () => {
    const seen = fc.array(fc.constantFrom<Seen>('ok', 'slow', 'failed', 'unknown'), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(seen, (list) => {
        const known = states(list);
        for (const [at, { state, since }] of known.entries()) {
          if (state !== 'unknown') expect(list.slice(0, at + 1)).toContain(state);
          expect(since).toBeLessThanOrEqual(start + at * every);
          const before = known[at - 1];
          if (before !== undefined && before.state !== 'unknown' && before.state !== state) expect(list[at - 1]).not.toBe(before.state);
        }
      }),
    );
  });
});

test('a part is as bad as the worst that belongs to it; what is unknown says nothing', () => {
  expect(worst(['ok', 'slow', 'unknown'])).toBe('slow');
  expect(worst(['ok', 'unknown'])).toBe('ok');
  expect(worst([])).toBe('unknown');
});

test('of several servers one that fails makes it slow, all of them a failure', () => {
  expect(together(['ok', 'failed'])).toBe('slow');
  expect(together(['failed', 'failed'])).toBe('failed');
  expect(together(['ok', 'unknown'])).toBe('ok');
  expect(together(['unknown'])).toBe('unknown');
});
