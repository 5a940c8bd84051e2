import { expect, test } from 'vitest';
import { addDays, dayOf, schoolYearOf, startOfDay } from '../calendar.ts';

test('a day at school begins at midnight in Berlin, in winter and in summer', () => {
  expect(dayOf(new Date('2026-11-22T22:59:59Z'))).toBe('2026-11-22');
  expect(dayOf(new Date('2026-11-22T23:00:00Z'))).toBe('2026-11-23');
  expect(dayOf(new Date('2026-07-01T22:00:00Z'))).toBe('2026-07-02');
  expect(startOfDay('2026-11-23').toISOString()).toBe('2026-11-22T23:00:00.000Z');
  expect(startOfDay('2026-07-02').toISOString()).toBe('2026-07-01T22:00:00.000Z');
});

test('days are counted over the change of the clock', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
});

test('a school year begins on 1 August', () => {
  expect(schoolYearOf('2026-07-31')).toBe(2025);
  expect(schoolYearOf('2026-08-01')).toBe(2026);
});
