import { expect, test } from 'vitest';
import { sayDay, sayExactly, sayInstant } from '../say-when.ts';

const now = Date.parse('2026-11-22T23:30:00Z'); // Monday, half past midnight at school
const speak = {
  language: 'de' as const,
  say: (key: string, values?: Record<string, string | number>) => `${key} ${Object.values(values ?? {}).join(' ')}`.trim(),
};

test.each([
  ['2026-11-23T17:00:00Z', 'time.today 18:00'],
  ['2026-11-24T17:00:00Z', 'time.tomorrow 18:00'],
  ['2026-11-22T17:00:00Z', 'time.yesterday 18:00'],
  ['2026-11-25T07:05:00Z', 'time.on Mi 25.11. 08:05'],
  ['2025-11-23T17:00:00Z', 'time.on So 23.11.2025 18:00'],
])('%s is said as "%s"', (instant, words) => {
  expect(sayInstant(instant, now, speak)).toBe(words);
});

test('a calendar day is said by its weekday', () => {
  expect(sayDay('2026-11-23', now, speak)).toBe('time.todayDay');
  expect(sayDay('2026-11-27', now, speak)).toBe('Fr, 27.11.');
});

test('the exact time names weekday, day, month and year', () => {
  expect(sayExactly('2026-11-23T17:00:00Z', speak)).toBe('time.exact Montag, 23. November 2026 18:00');
});
