import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { saveAnswerContract } from '../answer/contract.ts';
import type { HandInKind } from '../contract.ts';
import { handInContract, takeBackContract, taskContract, workListContract } from '../hand-in/contract.ts';
import { assignmentContract, setListContract } from '../set/contract.ts';
import { anAssignment } from './build.ts';

type School = Awaited<ReturnType<typeof testSchool>>;
const closes = '2026-11-25T17:00:00Z';

/** Work of these kinds, with what its pupil does to it. */
async function workOfKinds(handInKinds: HandInKind[], times: { closesAt?: string } = {}) {
  const school = await testSchool();
  const made = await anAssignment(school, { handInKinds, ...times });
  const params = { assignmentId: made.id };
  const handIn = (text: string, fileIds: string[] = []) => school.as(made.pupil).call(handInContract, { params, body: { text, fileIds } });
  const takeBack = () => school.as(made.pupil).call(takeBackContract, { params });
  const task = () => school.as(made.pupil).call(taskContract, { params });
  return { school, ...made, params, handIn, takeBack, task };
}

test('work to tick off is handed in without content, and taken back until it closes', async () => {
  const { school, handIn, takeBack, task, teacher, id, params } = await workOfKinds(['tick'], { closesAt: closes });
  expect(await handIn('')).toMatchObject({ version: 1, late: false });
  expect(await task()).toMatchObject({ state: 'done', handInKinds: ['tick'], mayTakeBack: true });

  await takeBack();
  expect(await task()).toMatchObject({ state: 'begun', handIn: null, draft: null, mayTakeBack: false });
  expect(await school.as(teacher).call(assignmentContract, { params })).toMatchObject({ handedIn: 0, open: 1 });
  expect(await school.events('assignments.taken_back')).toMatchObject([{ assignmentId: id }]);
  expect(await handIn('')).toMatchObject({ version: 2 });

  school.at(closes);
  await expect(takeBack()).rejects.toMatchObject({ status: 409, code: 'assignments.closed' });
  expect((await task()).state).toBe('done');
});

const refused: [HandInKind[], 'text' | 'files', string][] = [
  [['tick'], 'text', ''],
  [['files'], 'text', ''],
  [['text'], 'files', 'x'],
  [['tick', 'text'], 'files', ''],
];
test.each(refused)('work of %s takes no %s', async (kinds, kind, text) => {
  const { school, handIn, pupil } = await workOfKinds(kinds);
  const attempt = kind === 'text' ? handIn('x') : handIn(text, [await aFile(school, pupil)]);
  await expect(attempt).rejects.toMatchObject({ status: 422, code: 'assignments.kind_not_taken', data: { kind } });
});

test('empty work is refused where a tick is not enough', async () => {
  const { handIn } = await workOfKinds(['text', 'files']);
  await expect(handIn(' ')).rejects.toMatchObject({ status: 422, code: 'assignments.empty' });
});

test('what is taken back is what was begun: text and files, on all lists, and nothing of it for the teacher', async () => {
  const { school, handIn, takeBack, task, teacher, pupil, id } = await workOfKinds(['text', 'files']);
  const fileId = await aFile(school, pupil);
  await handIn('meine Lösung', [fileId]);
  const address = { method: 'GET' as const, url: `/api/${school.slug}/assignments/${id}/files/${fileId}` };
  expect((await (await school.as(teacher).client()).raw(address)).statusCode).toBe(200);

  await takeBack();

  expect(await task()).toMatchObject({ state: 'begun', handIn: null, draft: { text: 'meine Lösung', files: [{ id: fileId }] } });
  expect((await school.as(pupil).call(workListContract, {})).items).toMatchObject([{ id, state: 'begun' }]);
  expect((await school.as(teacher).call(setListContract, {})).items).toMatchObject([{ handedIn: 0, toAnswer: 0 }]);
  expect((await (await school.as(teacher).client()).raw(address)).statusCode).toBe(404);
  expect(await handIn('besser', [fileId])).toMatchObject({ version: 2 });
  expect((await (await school.as(teacher).client()).raw(address)).statusCode).toBe(200);
});

test('taking back twice is once, and from the first word of an answer on it is refused', async () => {
  const { school, handIn, takeBack, task, teacher, pupil, id } = await workOfKinds(['text']);
  expect(await takeBack()).toEqual({});
  await handIn('a');
  await Promise.all([takeBack(), takeBack()]);
  expect(await school.events('assignments.taken_back')).toHaveLength(1);

  const { handInId } = await handIn('b');
  await school.as(teacher).call(saveAnswerContract, {
    params: { assignmentId: id, pupilId: pupil },
    body: { handInId, revision: null, text: 'gut so', fileIds: [], finished: false },
  });
  await expect(takeBack()).rejects.toMatchObject({ status: 409, code: 'assignments.being_answered' });
  expect(await task()).toMatchObject({ state: 'done', mayTakeBack: false, answer: null });
});

test('nobody takes back another’s work', async () => {
  const { school, handIn, params, teacher } = await workOfKinds(['text']);
  await handIn('a');
  const other = await testSchool();
  const attempts: [School, string, number][] = [
    [school, await aPerson(school), 404],
    [school, teacher, 403],
    [other, await aPerson(other), 404],
  ];
  for (const [where, person, status] of attempts)
    await expect(where.as(person).call(takeBackContract, { params })).rejects.toMatchObject({ status });
});
