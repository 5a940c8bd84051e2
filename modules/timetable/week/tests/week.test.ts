import { expect, test } from 'vitest';
import type { Answer } from '#kernel/contract/contract.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { timetableChoicesContract, weekContract } from '../contract.ts';
import { aGrid, aPlan, aPlanned, aRoom } from './build.ts';

type Week = Answer<typeof weekContract>;
/** "Mathematik 1-2", in order of time. */
const words = ({ lessons }: Week) =>
  lessons.map(({ courses, title, firstPeriod, lastPeriod }) => `${courses[0]?.subjectName ?? title} ${firstPeriod}-${lastPeriod}`);

test('a pupil’s week: the own courses with subject, teacher, room and class, and what the class has without a course', async () => {
  const school = await testSchool();
  const { pupil, maths, teacher, room, classId } = await aPlan(school);
  const week = await school.as(pupil).call(weekContract, { query: { monday: '2026-11-23' } });
  expect(words(week)).toEqual(['Mathematik 1-2', 'Klassenstunde 4-4']);
  expect(week).toMatchObject({ of: { of: 'me', kind: 'pupil', isOwn: true }, monday: '2026-11-23', week: 48, hasPlan: true });
  expect(week.lessons[0]).toMatchObject({
    ...{ kind: 'lesson', day: '2026-11-23', fromRow: 0, toRow: 1, starts: '07:55', ends: '09:30' },
    ...{ startsAt: '2026-11-23T06:55:00.000Z', endsAt: '2026-11-23T08:30:00.000Z' },
    courses: [{ id: maths, name: 'Mathematik 8b', subject: 'M', subjectName: 'Mathematik', opens: true }],
    groups: [{ id: classId, name: '8b' }],
    teachers: [{ id: teacher, name: 'Aylin Yılmaz', shortName: 'YIL', part: 'leads' }],
    rooms: [{ id: room, shortName: '2.14', name: null }],
  });
  expect(week.rows).toHaveLength(6);
  expect(week.days.map(({ kind }) => kind)).toEqual(['school', 'school', 'school', 'school', 'school', 'weekend', 'weekend']);
  expect(week.near).toEqual([{ of: `group:${classId}`, name: '8b', kind: 'class' }]);
});

test('the plan of the own class names all its courses, and no duty of its teachers', async () => {
  const school = await testSchool();
  const { pupil, classId } = await aPlan(school);
  const week = await school.as(pupil).call(weekContract, { query: { of: `group:${classId}` } });
  expect(words(week)).toEqual(['Mathematik 1-2', 'Latein 3-3', 'Klassenstunde 4-4']);
  expect(week.lessons.every(({ courses }) => courses.every(({ opens }) => !opens))).toBe(true);
});

test('a teacher’s own week has duties too; without asking it is the present one', async () => {
  const school = await testSchool();
  const { teacher, classId } = await aPlan(school);
  const week = await school.as(teacher).call(weekContract, { query: {} });
  expect(words(week)).toEqual(['Mathematik 1-2', 'Klassenstunde 4-4', 'Hof Nord 3-3']);
  expect(week).toMatchObject({ monday: '2026-11-23', of: { kind: 'teacher', isOwn: true }, near: [{ of: `group:${classId}` }] });
});

test('at work one sees the plans of colleagues, classes, rooms and of the pupils one teaches', async () => {
  const school = await testSchool();
  const { teacher, colleague, classId, room, pupil, mate } = await aPlan(school);
  const see = async (who: string, of: string) => words(await school.as(who).call(weekContract, { query: { of } }));
  expect(await see(teacher, `person:${colleague}`)).toEqual(['Latein 3-3']);
  expect(await see(teacher, `group:${classId}`)).toEqual(['Mathematik 1-2', 'Latein 3-3', 'Klassenstunde 4-4', 'Hof Nord 3-3']);
  expect(await see(teacher, `room:${room}`)).toEqual(['Mathematik 1-2']);
  expect(await see(teacher, `person:${pupil}`)).toEqual(['Mathematik 1-2', 'Klassenstunde 4-4']);
  expect(await see(colleague, `person:${mate}`)).toEqual(['Mathematik 1-2', 'Latein 3-3', 'Klassenstunde 4-4']);
  const office = await aPerson(school, { capacities: ['office'] });
  expect(await see(office, `person:${pupil}`)).toEqual(['Mathematik 1-2', 'Klassenstunde 4-4']);
  expect(await school.as(office).call(weekContract, { query: {} })).toMatchObject({ of: { kind: 'nobody' }, lessons: [] });
});

test('a guardian sees the plans of the children and of their classes, the first child’s without asking', async () => {
  const school = await testSchool();
  const { pupil, mate, classId } = await aPlan(school);
  const guardian = await aGuardian(school, [mate, pupil]);
  const week = await school.as(guardian).call(weekContract, { query: {} });
  expect(week.of).toMatchObject({ of: `person:${pupil}`, kind: 'pupil', name: 'Mia Muster', isOwn: false });
  expect(week.near.map(({ of }) => of)).toEqual([`person:${pupil}`, `person:${mate}`, `group:${classId}`]);
  expect(words(await school.as(guardian).call(weekContract, { query: { of: `person:${mate}` } }))).toContain('Latein 3-3');
  expect(words(await school.as(guardian).call(weekContract, { query: { of: `group:${classId}` } }))).toHaveLength(3);
});

test('somebody who joins a course in the middle of a week has its lessons from then on', async () => {
  const school = await testSchool();
  const { gridId, teacher } = await aPlan(school);
  const late = await aPerson(school);
  const sport = await aCourse(school, {
    subject: 'SP',
    subjectName: 'Sport',
    teachers: [teacher],
    pupils: [{ personId: late, validFrom: '2026-11-25' }],
  });
  for (const weekday of [2, 4]) await aPlanned(school, { gridId, weekday, courses: [sport], teachers: [teacher] });
  const days = async (monday: string) => (await school.as(late).call(weekContract, { query: { monday } })).lessons.map(({ day }) => day);
  expect(await days('2026-11-16')).toEqual([]);
  expect(await days('2026-11-23')).toEqual(['2026-11-26']);
  expect(await days('2026-11-30')).toEqual(['2026-12-01', '2026-12-03']);
});

test('of courses that take place together, somebody’s own plan names the own one; a course the school does not know stays a name', async () => {
  const school = await testSchool();
  const { gridId, pupil, mate, colleague, classId } = await aPlan(school);
  const catholic = await aCourse(school, { name: 'KR 8', subject: 'KR', subjectName: 'Religion (kath.)', pupils: [pupil] });
  const ethics = await aCourse(school, { name: 'ET 8', subject: 'ET', subjectName: 'Ethik', pupils: [mate] });
  await aPlanned(school, {
    gridId,
    weekday: 3,
    courses: [catholic, ethics],
    unknownCourses: ['ER?'],
    teachers: [colleague],
    groups: [classId],
  });
  const named = async (who: string, of = 'me') =>
    (await school.as(who).call(weekContract, { query: { of } })).lessons
      .find(({ day }) => day === '2026-11-25')
      ?.courses.map(({ name }) => name);
  expect(await named(pupil)).toEqual(['KR 8']);
  expect(await named(mate)).toEqual(['ET 8']);
  expect(await named(colleague)).toEqual(['ER?', 'ET 8', 'KR 8']);
});

test('a lesson has the same id for everybody, whichever courses of it they see', async () => {
  const school = await testSchool();
  const { pupil, teacher, classId } = await aPlan(school);
  const first = async (who: string, of: string) => (await school.as(who).call(weekContract, { query: { of } })).lessons[0]?.id;
  expect(new Set([await first(pupil, 'me'), await first(teacher, 'me'), await first(teacher, `group:${classId}`)]).size).toBe(1);
});

test('on public holidays nothing takes place and the day says why; a weekend with lessons has them', async () => {
  const school = await testSchool();
  const { gridId, pupil, maths, teacher } = await aPlan(school);
  await aPlanned(school, { gridId, weekday: 5, courses: [maths], teachers: [teacher] });
  await aPlanned(school, { gridId, weekday: 6, courses: [maths], teachers: [teacher] });
  const week = await school.as(pupil).call(weekContract, { query: { monday: '2026-12-23' } });
  expect(week.monday).toBe('2026-12-21');
  expect(week.days[4]).toEqual({ day: '2026-12-25', kind: 'holiday', name: '1. Weihnachtstag' });
  expect(new Set(week.lessons.map(({ day }) => day))).toEqual(new Set(['2026-12-21']));
  const usual = await school.as(pupil).call(weekContract, { query: { monday: '2026-11-23' } });
  expect(usual.lessons.at(-1)?.day).toBe('2026-11-28');
});

test('patterns of some weeks come in those weeks alone', async () => {
  const school = await testSchool();
  const { gridId, pupil, maths } = await aPlan(school);
  await aPlanned(school, { gridId, weekday: 4, weeks: [48, 50], courses: [maths] });
  const has = async (monday: string) => (await school.as(pupil).call(weekContract, { query: { monday } })).lessons.length === 3;
  expect([await has('2026-11-23'), await has('2026-11-30'), await has('2026-12-07')]).toEqual([true, false, true]);
});

test('a school without a timetable says so', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const none = await school.as(pupil).call(weekContract, { query: {} });
  expect(none).toMatchObject({ hasPlan: false, rows: [], lessons: [] });
  await aGrid(school);
  expect(await school.as(pupil).call(weekContract, { query: {} })).toMatchObject({ hasPlan: false });
});

test('a day that no calendar has is refused', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  for (const monday of ['2026-02-30', '2026-13-01', '0000-00-00'])
    await expect(school.as(pupil).call(weekContract, { query: { monday } })).rejects.toMatchObject({ status: 400 });
});

test('a week costs the same statements however full it is', async () => {
  const school = await testSchool();
  const { gridId, teacher, pupil, maths, room } = await aPlan(school);
  const guardian = await aGuardian(school, [pupil]);
  const costs = async () => {
    const all = [];
    for (const [who, of] of [
      [teacher, 'me'],
      [teacher, `room:${room}`],
      [pupil, 'me'],
      [guardian, 'me'],
    ] as const)
      all.push((await school.as(who).counted(weekContract, { query: { of } })).statements);
    return all;
  };
  const few = await costs();
  for (const weekday of [1, 2, 3, 4, 5])
    for (const first of [5, 6, 7, 8])
      await aPlanned(school, { gridId, weekday, first, courses: [maths], teachers: [teacher], rooms: [room] });
  expect(await costs()).toEqual(few);
  expect((await school.as(pupil).call(weekContract, { query: {} })).lessons.length).toBeGreaterThan(10);
  expect(Math.max(...few)).toBeLessThanOrEqual(8); // beginning and looking up the caller included
});

test('choices for staff: classes in the order of years, teachers by name, rooms; found by a part of the name, in pages', async () => {
  const school = await testSchool();
  const { teacher, classId, room } = await aPlan(school);
  const { aClass, aGroup } = await import('#modules/groups/tests/build.ts');
  for (const name of ['10a', 'Q1', '5a']) await aClass(school, { name });
  await aGroup(school, { kind: 'club', name: '8-AG' });
  const names = async (query: { kind: 'class' | 'teacher' | 'room' | 'child'; q?: string }) =>
    (await school.as(teacher).call(timetableChoicesContract, { query })).items.map(({ name }) => name);
  expect(await names({ kind: 'class' })).toEqual(['5a', '8b', '10a', 'Q1']);
  expect(await names({ kind: 'class', q: '8B' })).toEqual(['8b']);
  expect(await names({ kind: 'teacher' })).toEqual(['Jonas Brandt', 'Aylin Yılmaz']);
  expect(await names({ kind: 'teacher', q: 'yil' })).toEqual(['Aylin Yılmaz']);
  expect(await names({ kind: 'teacher', q: '%' })).toEqual([]);
  expect(await names({ kind: 'child' })).toEqual([]);
  const rooms = await school.as(teacher).call(timetableChoicesContract, { query: { kind: 'room' } });
  expect(rooms.items).toEqual([{ of: `room:${room}`, name: '2.14', shortName: '2.14' }]);
  const first = await school.as(teacher).call(timetableChoicesContract, { query: { kind: 'class', limit: 2 } });
  const second = await school.as(teacher).call(timetableChoicesContract, { query: { kind: 'class', limit: 2, cursor: first.next ?? '' } });
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['5a', '8b', '10a', 'Q1']);
  expect(first.items[1]?.of).toBe(`group:${classId}`);
});

test('choices cost the same statements however many there are', async () => {
  const school = await testSchool();
  const { teacher, pupil } = await aPlan(school);
  const guardian = await aGuardian(school, [pupil]);
  const costs = async () => [
    (await school.as(teacher).counted(timetableChoicesContract, { query: { kind: 'room' } })).statements,
    (await school.as(guardian).counted(timetableChoicesContract, { query: { kind: 'class' } })).statements,
  ];
  const few = await costs();
  for (let number = 0; number < 50; number += 1) await aRoom(school, `R${number}`);
  expect(await costs()).toEqual(few);
});
