import { expect, test } from 'vitest';
import { daysLater, monthsLater } from '../calendar/days.ts';

test('days and months go on over their ends, and a day that a month has not is its last', () => {
  expect([daysLater('2026-12-31', 1), daysLater('2028-03-01', -1)]).toEqual(['2027-01-01', '2028-02-29']);
  expect([monthsLater('2026-12', 1), monthsLater('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  expect([monthsLater('2026-01-31', 1), monthsLater('2026-03-31', -1), monthsLater('2026-12-15', 1)]).toEqual([
    '2026-02-28',
    '2026-02-28',
    '2027-01-15',
  ]);
});
