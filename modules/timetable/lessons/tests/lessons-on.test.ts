import { expect, test } from 'vitest';
import { happensOn, placeOf } from '../happens.ts';
import { instantAt } from '../instant-at.ts';
import { lessonId } from '../lesson-id.ts';
import { lessonsOn } from '../lessons-on.ts';
import { aCourseOf, aPattern } from './a-pattern.ts';

const times = (day: string, clock: string) => instantAt(day, clock).toISOString();

test('a lesson begins at the same clock on the days before and after the clocks change, and an hour apart in UTC', () => {
  const friday = aPattern({ weekday: 5 });
  const monday = aPattern({ weekday: 1 });
  const begins = (day: string) =>
    lessonsOn(day, [friday, monday]).map(({ startsAt, endsAt }) => [startsAt.toISOString(), endsAt.toISOString()]);
  expect(begins('2026-10-23')).toEqual([['2026-10-23T05:55:00.000Z', '2026-10-23T06:40:00.000Z']]);
  expect(begins('2026-10-26')).toEqual([['2026-10-26T06:55:00.000Z', '2026-10-26T07:40:00.000Z']]);
  expect(begins('2027-03-26')).toEqual([['2027-03-26T06:55:00.000Z', '2027-03-26T07:40:00.000Z']]);
  expect(begins('2027-03-29')).toEqual([['2027-03-29T05:55:00.000Z', '2027-03-29T06:40:00.000Z']]);
});

test('on the days on which the clocks change themselves, times of the morning are those after the change', () => {
  expect(times('2026-10-25', '07:55')).toBe('2026-10-25T06:55:00.000Z');
  expect(times('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z'); // the first of the two
  expect(times('2027-03-28', '07:55')).toBe('2027-03-28T05:55:00.000Z');
  expect(times('2027-03-28', '02:30')).toBe('2027-03-28T01:30:00.000Z'); // there is no 02:30: 03:30
});

test('a pattern without weeks comes every week between its days, on its weekday alone', () => {
  const pattern = aPattern({ weekday: 2, validFrom: '2026-11-24', validTo: '2026-12-01' });
  const days = ['2026-11-17', '2026-11-23', '2026-11-24', '2026-12-01', '2026-12-08'];
  expect(days.filter((day) => happensOn(pattern, day))).toEqual(['2026-11-24', '2026-12-01']);
});

test('A and B weeks go by the number of the calendar week: holidays in between shift nothing', () => {
  const even = aPattern({ weeks: [40, 42, 44, 46] });
  const mondays = ['2026-09-28', '2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02'];
  expect(mondays.map((day) => placeOf(day).week)).toEqual([40, 41, 42, 43, 44, 45]);
  // the autumn holidays are weeks 42 and 43: whoever asks leaves those days out, and week 44 is B as it was planned
  expect(mondays.filter((day) => happensOn(even, day))).toEqual(['2026-09-28', '2026-10-12', '2026-10-26']);
});

test('week 53 has its own number, and the days on both sides of New Year lie in it', () => {
  const thursday = aPattern({ weekday: 4, weeks: [53] });
  const friday = aPattern({ weekday: 5, weeks: [53] });
  expect(happensOn(thursday, '2026-12-31')).toBe(true);
  expect(happensOn(friday, '2027-01-01')).toBe(true);
  expect(happensOn(thursday, '2027-12-30')).toBe(false); // that year has 52
  expect(placeOf('2027-12-30').week).toBe(52);
  expect(happensOn(aPattern({ weeks: [1] }), '2027-01-04')).toBe(true);
});

test('the last day of a school year is still one, the day after no longer', () => {
  const saturday = aPattern({ weekday: 6, validTo: '2027-07-31' });
  expect(happensOn(saturday, '2027-07-31')).toBe(true);
  expect(happensOn(saturday, '2027-08-07')).toBe(false);
});

test('a pattern over two periods is one lesson from the first to the last', () => {
  const [lesson, ...others] = lessonsOn('2026-11-23', [aPattern({ firstPeriod: 3, lastPeriod: 4 })]);
  expect(others).toEqual([]);
  expect(lesson).toMatchObject({ firstPeriod: 3, lastPeriod: 4, starts: '09:50', ends: '11:25' });
});

test('two single periods of the same course that follow each other are one double lesson; over the lunch break they are two', () => {
  const course = [aCourseOf('c1')];
  const of = (firstPeriod: number) => aPattern({ firstPeriod, courses: course });
  expect(lessonsOn('2026-11-23', [of(2), of(1)])).toMatchObject([{ firstPeriod: 1, lastPeriod: 2, starts: '07:55', ends: '09:30' }]);
  expect(lessonsOn('2026-11-23', [of(6), of(7)])).toHaveLength(2);
  expect(lessonsOn('2026-11-23', [of(1), of(3)])).toHaveLength(2);
});

test('a change of room parts a double period', () => {
  const at = (firstPeriod: number, room: string) =>
    aPattern({ firstPeriod, courses: [aCourseOf('c1')], rooms: [{ id: room, shortName: room, name: null }] });
  expect(lessonsOn('2026-11-23', [at(1, 'r1'), at(2, 'r1')])).toHaveLength(1);
  expect(lessonsOn('2026-11-23', [at(1, 'r1'), at(2, 'r2')])).toHaveLength(2);
});

test('the same course at the same time in two patterns is one lesson with all teachers and rooms', () => {
  const teacher = (id: string) => ({ id, name: id, shortName: id, part: 'leads' as const });
  const lessons = lessonsOn('2026-11-23', [
    aPattern({ courses: [aCourseOf('c1')], teachers: [teacher('t1')] }),
    aPattern({ courses: [aCourseOf('c1')], teachers: [teacher('t2'), teacher('t1')] }),
  ]);
  expect(lessons).toHaveLength(1);
  expect(lessons[0]?.teachers.map(({ id }) => id)).toEqual(['t1', 't2']);
});

test('lessons of different courses at the same time stay two, in order of time', () => {
  const lessons = lessonsOn('2026-11-23', [
    aPattern({ firstPeriod: 2, courses: [aCourseOf('c3')] }),
    aPattern({ courses: [aCourseOf('c2')] }),
    aPattern({ courses: [aCourseOf('c1')] }),
  ]);
  expect(lessons.map(({ courses: [course] }) => course?.id)).toEqual(['c1', 'c2', 'c3']);
});

test('the id of a lesson comes from course, day and start: another pattern of the same course gives the same one', () => {
  const one = lessonsOn('2026-11-23', [aPattern({ courses: [aCourseOf('c1')] })])[0];
  const again = lessonsOn('2026-11-23', [aPattern({ courses: [aCourseOf('c1')], rooms: [{ id: 'r', shortName: 'r', name: null }] })])[0];
  expect(again?.id).toBe(one?.id);
  expect(one?.id).toBe(lessonId('c1', '2026-11-23', '07:55'));
  expect(one?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const others = [lessonId('c2', '2026-11-23', '07:55'), lessonId('c1', '2026-11-30', '07:55'), lessonId('c1', '2026-11-23', '08:45')];
  expect(new Set([one?.id, ...others]).size).toBe(4);
});

test('the id of a lesson stays what it was written down as', () => {
  expect(lessonId('00000000-0000-7000-8000-000000000001', '2026-11-23', '07:55')).toBe('57d50bad-a764-87fb-9947-65b8edc17519');
});
