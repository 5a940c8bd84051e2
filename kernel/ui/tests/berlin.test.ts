import { expect, test } from 'vitest';
import { berlinClock, daysBetween, fromBerlinClock } from '../berlin.ts';

test.each([
  ['2026-11-23T18:00', '2026-11-23T17:00:00Z'],
  ['2026-07-01T08:00', '2026-07-01T06:00:00Z'],
])('%s at school is %s', (clock, instant) => {
  expect(fromBerlinClock(clock)).toBe(instant);
  expect(berlinClock(instant)).toBe(clock);
});

test('an hour that comes twice in October means the earlier one', () => {
  expect(fromBerlinClock('2026-10-25T02:30')).toBe('2026-10-25T00:30:00Z');
});

test('an hour skipped in March is taken an hour later', () => {
  expect(berlinClock(fromBerlinClock('2026-03-29T02:30'))).toBe('2026-03-29T03:30');
});

test('days are counted by the calendar, over the change of clocks too', () => {
  expect(daysBetween('2026-03-28T23:00', '2026-03-30T00:10')).toBe(2);
  expect(daysBetween('2026-11-23', '2026-11-22')).toBe(-1);
});
