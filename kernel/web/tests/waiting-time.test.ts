import { expect, test } from 'vitest';
import { isNotable, timeLeft } from '../waiting-time.ts';

test.each([
  [600, 0, { unit: 'minutes', count: 10 }],
  [91, 0, { unit: 'minutes', count: 2 }],
  [90, 0, { unit: 'minutes', count: 2 }],
  [89, 0, { unit: 'seconds', count: 90 }],
  [120, 83_000, { unit: 'seconds', count: 40 }],
  [38, 0, { unit: 'seconds', count: 40 }],
  [4, 0, { unit: 'seconds', count: 5 }],
  [3, 0, { unit: 'soon' }],
  [40, 60_000, { unit: 'soon' }],
] as const)('%i seconds, %i ms later', (seconds, passed, expected) => {
  expect(timeLeft(seconds, passed)).toEqual(expected);
});

test('a place is read out the first time, when it has come a quarter nearer, and when it has gone back', () => {
  expect(isNotable(null, 40)).toBe(true);
  expect(isNotable(40, 39)).toBe(false);
  expect(isNotable(40, 30)).toBe(true);
  expect(isNotable(2, 1)).toBe(true);
  expect(isNotable(40, 41)).toBe(true);
});
