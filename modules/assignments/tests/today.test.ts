import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { TodayItem } from '#kernel/module/today.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { giveBackContract, pupilsContract, saveAnswerContract } from '../answer/contract.ts';
import { handInContract } from '../hand-in/contract.ts';
import { setListContract } from '../set/contract.ts';
import { anAssignment } from './build.ts';

async function todayOf(school: TestSchool, person: string): Promise<{ due: TodayItem[]; waiting: TodayItem[]; running: TodayItem[] }> {
  const client = await school.as(person).client();
  return (await client.raw({ method: 'GET', url: `/api/${school.slug}/start` })).json<{
    today: { due: TodayItem[]; waiting: TodayItem[]; running: TodayItem[] };
  }>().today;
}

test('work for some of the course stands on the start pages of those alone', async () => {
  const school = await testSchool();
  const [chosen, other] = [await aPerson(school), await aPerson(school)];
  const { teacher } = await anAssignment(school, {
    pupils: [chosen, other],
    only: [chosen],
    title: 'nur für eine',
    dueAt: '2026-11-24T17:00:00Z',
  });

  expect((await todayOf(school, chosen)).due.map(({ title }) => title)).toEqual(['nur für eine']);
  expect((await todayOf(school, other)).due).toEqual([]);
  expect((await todayOf(school, teacher)).running.map(({ title }) => title)).toEqual(['nur für eine']);
});

test('a hand-in waits for its teacher until an answer to this very version is given back, on Heute as in the list', async () => {
  const school = await testSchool();
  const [teacher, pupil] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school)];
  const courseId = await aCourse(school, { teachers: [teacher], pupils: [pupil] });
  const { id } = await anAssignment(school, { teacher, pupils: [pupil], target: { kind: 'course', id: courseId }, title: 'Terme' });
  const params = { assignmentId: id };
  const handIn = (text: string) => school.as(pupil).call(handInContract, { params, body: { text, fileIds: [] } });
  const waiting = async () => {
    const { items } = await school.as(teacher).call(setListContract, { query: {} });
    const onHeute = (await todayOf(school, teacher)).waiting.map(({ count }) => count);
    return { list: items.map(({ toAnswer }) => toAnswer), onHeute };
  };

  await handIn('x = 3');
  expect(await waiting()).toEqual({ list: [1], onHeute: [1] });
  const [row] = (await school.as(teacher).call(pupilsContract, { params, query: {} })).items;
  await school.as(teacher).call(saveAnswerContract, {
    params: { ...params, pupilId: pupil },
    body: { handInId: row?.handIn?.id ?? null, revision: null, text: 'gut', fileIds: [], finished: true },
  });
  expect(await waiting()).toEqual({ list: [1], onHeute: [1] });
  await school.as(teacher).call(giveBackContract, { params, body: { pupilIds: null } });
  expect(await waiting()).toEqual({ list: [0], onHeute: [] });
  await handIn('x = 4');
  expect(await waiting()).toEqual({ list: [1], onHeute: [1] });
});

test('who receives running work is counted alike on Heute and in the list: class representatives once, those who left but handed in too', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const [stays, leaves, gone] = [await aPerson(school), await aPerson(school), await aPerson(school)];
  const courseId = await aCourse(school, { teachers: [teacher], pupils: [stays, leaves, { personId: gone, validTo: '2026-09-30' }] });
  const target = { kind: 'course' as const, id: courseId };
  const { id } = await anAssignment(school, { teacher, target, title: 'für alle', dueAt: '2026-11-30T17:00:00Z' });
  await anAssignment(school, { teacher, target, only: [stays], title: 'für eine', dueAt: '2026-11-30T18:00:00Z' });
  await school.as(leaves).call(handInContract, { params: { assignmentId: id }, body: { text: 'fertig', fileIds: [] } });
  await school.write((db) =>
    sql`update courses.member set valid_to = '2026-11-01' where school_id = ${school.id} and course_id = ${courseId} and person_id = ${leaves}`.execute(
      db,
    ),
  );
  const { items } = await school.as(teacher).call(setListContract, { query: {} });
  expect(items.map(({ title, recipients, handedIn }) => [title, handedIn, recipients])).toEqual(
    expect.arrayContaining([
      ['für alle', 1, 2],
      ['für eine', 0, 1],
    ]),
  );
  const running = (await todayOf(school, teacher)).running.map(({ title, sub }) => [title, sub?.match(/\d+ (?:von|of) \d+/)?.[0]]);
  expect(running).toEqual([
    ['für alle', '1 von 2'],
    ['für eine', '0 von 1'],
  ]);
});
