import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { startContract } from '#modules/today/tests/build.ts';
import { aPlan, aPlanned } from './build.ts';

test('Heute of a pupil is made of the own lessons', async () => {
  const school = await testSchool();
  const { pupil } = await aPlan(school);
  const { today } = await school.as(pupil).call(startContract, {});
  expect(today.timeline).toMatchObject([
    {
      ...{
        module: 'timetable',
        title: 'Mathematik',
        sub: 'Aylin Yılmaz',
        place: '2.14',
        slot: 'Std. 1\u2060–\u20602',
        subject: 'M',
        state: 'plain',
      },
      ...{ at: '2026-11-23T06:55:00.000Z', until: '2026-11-23T08:30:00.000Z', path: 'stundenplan?tag=2026-11-23' },
    },
    { title: 'Klassenstunde', slot: '4. Std.', subject: null },
  ]);
});

test('Heute of a teacher names the classes; on another day other lessons and duties', async () => {
  const school = await testSchool();
  const { teacher } = await aPlan(school);
  const titles = async () => (await school.as(teacher).call(startContract, {})).today.timeline.map(({ title, sub }) => `${title} ${sub}`);
  expect(await titles()).toEqual(['Mathematik 8b', 'Klassenstunde 8b']);
  school.at('2026-11-24T07:00:00Z');
  expect(await titles()).toEqual(['Hof Nord 8b']);
});

test('Heute of a guardian has each child’s lessons with the child', async () => {
  const school = await testSchool();
  const { pupil, mate } = await aPlan(school);
  const guardian = await aGuardian(school, [pupil, mate]);
  const { today } = await school.as(guardian).call(startContract, {});
  expect(today.timeline).toEqual([]);
  expect(today.children.map(({ id, timeline }) => [id, timeline.map(({ title }) => title)])).toEqual([
    [pupil, ['Mathematik', 'Klassenstunde']],
    [mate, ['Mathematik', 'Latein', 'Klassenstunde']],
  ]);
  expect(today.children[0]?.timeline[0]?.path).toBe(`stundenplan?von=person:${pupil}&tag=2026-11-23`);
});

test('on a public holiday no lesson stands on Heute, and nobody else’s ever does', async () => {
  const school = await testSchool();
  const { gridId, teacher, maths, pupil } = await aPlan(school);
  await aPlanned(school, { gridId, weekday: 5, courses: [maths], teachers: [teacher] });
  school.at('2026-12-25T07:00:00Z');
  expect((await school.as(teacher).call(startContract, {})).today.timeline).toEqual([]);
  school.at('2026-12-18T07:00:00Z');
  expect((await school.as(pupil).call(startContract, {})).today.timeline).toHaveLength(1);
  const stranger = await aPerson(school);
  expect((await school.as(stranger).call(startContract, {})).today.timeline).toEqual([]);
});

test('lessons cost the start page two statements, however many there are', async () => {
  const school = await testSchool();
  const { gridId, teacher, pupil, maths } = await aPlan(school);
  const guardian = await aGuardian(school, [pupil]);
  const costs = () =>
    Promise.all([teacher, pupil, guardian].map(async (who) => (await school.as(who).counted(startContract, {})).statements));
  const few = await costs();
  for (const first of [5, 6, 7]) await aPlanned(school, { gridId, first, courses: [maths], teachers: [teacher] });
  expect(await costs()).toEqual(few);
  school.at('2026-12-25T07:00:00Z');
  const free = await costs();
  expect(few.map((count, place) => count - (free[place] ?? 0))).toEqual([2, 2, 2]);
});
