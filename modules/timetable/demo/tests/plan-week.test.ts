import { expect, test } from 'vitest';
import { classWeek } from '../class-week.ts';
import { type DemoCourse, planWeek } from '../plan-week.ts';

const course = (id: string, own: Partial<DemoCourse>): DemoCourse => ({
  ...{ id, name: id, subject: 'D', hours: 4, turn: 0, pupilIds: ['anna'], teacherIds: ['abc'], rooms: ['1', '2'] },
  ...own,
});

test('nobody and no room is at two places at once, and what can be a double period is one', () => {
  const courses = ['a', 'b', 'c', 'd'].flatMap((name) =>
    ['D', 'M', 'E', 'SP', 'KU', 'MU'].map((subject, at) =>
      course(`${subject} ${name}`, {
        ...{ subject, turn: at, hours: [4, 4, 5, 3, 2, 1][at] ?? 2, pupilIds: [`one of ${name}`, `two of ${name}`] },
        ...{ teacherIds: [`teacher ${at % 3}`], rooms: subject === 'SP' ? ['hall'] : [`room ${name}`] },
      }),
    ),
  );
  const lessons = planWeek(courses);
  const taken = new Set<string>();
  for (const { courseId, weekday, firstPeriod, lastPeriod, room } of lessons) {
    const { pupilIds = [], teacherIds = [] } = courses.find(({ id }) => id === courseId) ?? {};
    for (let period = firstPeriod; period <= lastPeriod; period += 1) {
      for (const key of [...pupilIds, ...teacherIds, `room ${room}`]) {
        expect(taken).not.toContain(`${key} ${weekday} ${period}`);
        taken.add(`${key} ${weekday} ${period}`);
      }
    }
  }
  const hours = lessons.reduce((sum, { firstPeriod, lastPeriod }) => sum + lastPeriod - firstPeriod + 1, 0);
  expect(hours).toBe(4 * (4 + 4 + 5 + 3 + 2 + 1));
  expect(lessons.filter(({ firstPeriod, lastPeriod }) => lastPeriod > firstPeriod)).toHaveLength(4 * (2 + 2 + 2 + 1 + 1));
  expect(planWeek(courses)).toEqual(lessons);
});

test('an hour for which there is no place is left out', () => {
  const full = Array.from({ length: 11 }, (_, at) => course(`${at}`, {}));
  expect(planWeek(full)).toHaveLength(20);
});

test('a primary school’s teachers are with one class at a time', () => {
  const lessons = classWeek([
    { id: 'a', name: '1a', teacherIds: ['x', 'y'] },
    { id: 'b', name: '3b', teacherIds: ['y', 'x'] },
  ]);
  const places = lessons.map(({ teacherId, weekday, firstPeriod }) => `${teacherId} ${weekday} ${firstPeriod}`);
  expect(new Set(places).size).toBe(places.length);
  expect(lessons.filter(({ className }) => className === '1a')).toHaveLength(10);
  expect(lessons.filter(({ className }) => className === '3b')).toHaveLength(15);
});
