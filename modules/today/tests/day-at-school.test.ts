import { expect, test } from 'vitest';
import { dayAtSchool } from '../day-at-school.ts';

const inNW = { state: 'NW', freeSpans: [] };
const inNI = { state: 'NI', freeSpans: [] };
const inXX = { state: 'XX', freeSpans: [] };

test('an ordinary Monday is a school day, in its calendar week', async () => {
  expect(await dayAtSchool('2026-11-23', inNW, 'de')).toEqual({
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
  expect(await dayAtSchool(day, inNW, 'de')).toMatchObject({ dayKind, nextSchoolDay });
});

test('states differ: Corpus Christi is a holiday in Nordrhein-Westfalen and none in Niedersachsen', async () => {
  expect(await dayAtSchool('2026-06-04', inNW, 'de')).toMatchObject({ dayKind: 'holiday', holiday: 'Fronleichnam' });
  expect(await dayAtSchool('2026-06-04', inNW, 'en')).toMatchObject({ holiday: 'Corpus Christi' });
  expect(await dayAtSchool('2026-06-04', inNI, 'de')).toMatchObject({ dayKind: 'school' });
});

test('of an unknown state only the holidays of the whole country are known', async () => {
  expect(await dayAtSchool('2026-12-25', inXX, 'de')).toMatchObject({ dayKind: 'holiday' });
  expect(await dayAtSchool('2026-06-04', inXX, 'de')).toMatchObject({ dayKind: 'school' });
});

test('calendar week 53 exists when it does', async () => {
  expect((await dayAtSchool('2026-12-31', inNW, 'de')).week).toBe(53);
  expect((await dayAtSchool('2027-01-04', inNW, 'de')).week).toBe(1);
});

const span = (firstDay: string, lastDay: string, de: string, en = de) => ({ firstDay, lastDay, name: { de, en } });
const withHolidays = {
  state: 'NI',
  freeSpans: [
    span('2026-12-23', '2027-01-09', 'Weihnachtsferien', 'Christmas holidays'),
    span('2027-05-07', '2027-05-07', 'Brückentag'),
    span('2027-07-08', '2027-08-18', 'Sommerferien'),
  ],
};

test.each([
  ['2026-12-22', 'school', null, '2027-01-11'],
  ['2026-12-23', 'holiday', 'Weihnachtsferien', '2027-01-11'],
  ['2026-12-25', 'holiday', '1. Weihnachtstag', '2027-01-11'],
  ['2026-12-31', 'holiday', 'Weihnachtsferien', '2027-01-11'],
  ['2027-01-09', 'weekend', 'Weihnachtsferien', '2027-01-11'],
  ['2027-05-05', 'school', null, '2027-05-10'],
  ['2027-05-07', 'holiday', 'Brückentag', '2027-05-10'],
  ['2027-07-07', 'school', null, '2027-08-19'],
  ['2027-07-08', 'holiday', 'Sommerferien', '2027-08-19'],
  ['2027-08-18', 'holiday', 'Sommerferien', '2027-08-19'],
  ['2027-08-19', 'school', null, '2027-08-20'],
])('with free days of the school %s is a %s (%s); school goes on on %s', async (day, dayKind, holiday, nextSchoolDay) => {
  expect(await dayAtSchool(day, withHolidays, 'de')).toMatchObject({ day, dayKind, holiday, nextSchoolDay });
});

test('free days have their name in the language asked for, and what was worked out for a school is not another’s', async () => {
  expect(await dayAtSchool('2026-12-31', withHolidays, 'en')).toMatchObject({ holiday: 'Christmas holidays' });
  expect(await dayAtSchool('2026-12-31', inNI, 'en')).toMatchObject({ dayKind: 'school', holiday: null });
  expect(await dayAtSchool('2026-12-31', { ...withHolidays, freeSpans: [] }, 'en')).toMatchObject({ dayKind: 'school' });
});

test('a school that is closed for years has an answer, too', async () => {
  const closed = { state: 'NI', freeSpans: [span('2026-01-01', '2030-12-31', 'geschlossen')] };
  expect(await dayAtSchool('2026-11-23', closed, 'de')).toMatchObject({ dayKind: 'holiday', holiday: 'geschlossen' });
});
