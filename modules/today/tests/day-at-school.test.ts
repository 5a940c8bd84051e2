import { expect, test } from 'vitest';
import { dayAtSchool } from '../day-at-school.ts';

test('an ordinary Monday is a school day, in its calendar week', async () => {
  expect(await dayAtSchool('2026-11-23', 'NW', 'de')).toEqual({
    day: '2026-11-23',
    week: 48,
    dayKind: 'school',
    holiday: null,
    nextSchoolDay: '2026-11-24',
  });
});

test.each([
  ['2026-11-28', 'weekend', '2026-11-30'],
  ['2026-11-27', 'school', '2026-11-30'],
  ['2026-12-24', 'school', '2026-12-28'],
  ['2026-12-31', 'school', '2027-01-04'],
  ['2026-04-03', 'holiday', '2026-04-07'],
])('%s is a %s; school goes on on %s', async (day, dayKind, nextSchoolDay) => {
  expect(await dayAtSchool(day, 'NW', 'de')).toMatchObject({ dayKind, nextSchoolDay });
});

test('states differ: Corpus Christi is a holiday in Nordrhein-Westfalen and none in Niedersachsen', async () => {
  expect(await dayAtSchool('2026-06-04', 'NW', 'de')).toMatchObject({ dayKind: 'holiday', holiday: 'Fronleichnam' });
  expect(await dayAtSchool('2026-06-04', 'NW', 'en')).toMatchObject({ holiday: 'Corpus Christi' });
  expect(await dayAtSchool('2026-06-04', 'NI', 'de')).toMatchObject({ dayKind: 'school' });
});

test('of an unknown state only the holidays of the whole country are known', async () => {
  expect(await dayAtSchool('2026-12-25', 'XX', 'de')).toMatchObject({ dayKind: 'holiday' });
  expect(await dayAtSchool('2026-06-04', 'XX', 'de')).toMatchObject({ dayKind: 'school' });
});

test('calendar week 53 exists when it does', async () => {
  expect((await dayAtSchool('2026-12-31', 'NW', 'de')).week).toBe(53);
  expect((await dayAtSchool('2027-01-04', 'NW', 'de')).week).toBe(1);
});
