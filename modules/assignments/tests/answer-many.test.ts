import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { bulkAnswerContract, giveBackContract, pupilsContract, saveAnswerContract, versionsContract } from '../answer/contract.ts';
import { handInContract, taskContract } from '../hand-in/contract.ts';
import { anAssignment } from './build.ts';

async function aClassAtWork() {
  const school = await testSchool();
  const pupils = await Promise.all(['Addens', 'Brecht', 'Celan'].map((lastName) => aPerson(school, { lastName })));
  const made = await anAssignment(school, { pupils });
  const params = { assignmentId: made.id };
  const handIn = (person: string, text: string) => school.as(person).call(handInContract, { params, body: { text, fileIds: [] } });
  const many = (pupilIds: string[], text: string, finished = false) =>
    school.as(made.teacher).call(bulkAnswerContract, { params, body: { pupilIds, text, finished } });
  const answers = async () => (await school.as(made.teacher).call(pupilsContract, { params })).items.map(({ answer }) => answer);
  return { school, ...made, params, handIn, many, answers };
}

test('the same words go below several answers; what is there stays, and others are left alone', async () => {
  const { school, teacher, pupils, params, handIn, many, answers } = await aClassAtWork();
  const [first = '', second = '', third = ''] = pupils;
  const { handInId } = await handIn(first, 'a');
  await school.as(teacher).call(saveAnswerContract, {
    params: { ...params, pupilId: first },
    body: { handInId, revision: null, text: 'Schön.', fileIds: [], finished: false },
  });
  expect(await many([first, second, first], ' Klammer beachten. ')).toEqual({ answered: 2 });
  expect(await answers()).toMatchObject([
    { text: 'Schön.\n\nKlammer beachten.', finished: false, revision: 2 },
    { text: 'Klammer beachten.', finished: false, revision: 1 },
    null,
  ]);
  expect(await many([second, third], '', true)).toEqual({ answered: 2 });
  expect(await answers()).toMatchObject([{ finished: false }, { text: 'Klammer beachten.', finished: true }, { text: '', finished: true }]);
  expect(await many([second], '')).toEqual({ answered: 0 });
  for (const person of pupils) expect(await school.as(person).call(taskContract, { params })).toMatchObject({ answer: null });
});

test('who is finished already is not changed by being called finished again', async () => {
  const { school, teacher, pupils, params, many, answers } = await aClassAtWork();
  await many([...pupils], 'Gut', true);
  await school.as(teacher).call(giveBackContract, { params, body: { pupilIds: null } });
  school.at('2026-11-23T09:00:00Z');
  expect(await many([...pupils], '', true)).toEqual({ answered: 0 });
  expect(await answers()).toMatchObject([{ changedSince: false }, { changedSince: false }, { changedSince: false }]);
});

test('an answer that would grow too long is left as it is', async () => {
  const { school, teacher, pupil, params, many, answers } = await aClassAtWork();
  await school.as(teacher).call(saveAnswerContract, {
    params: { ...params, pupilId: pupil },
    body: { handInId: null, revision: null, text: 'x'.repeat(19_990), fileIds: [], finished: false },
  });
  expect(await many([pupil], 'zu lang dafür')).toEqual({ answered: 0 });
  expect((await answers())[0]?.text).toHaveLength(19_990);
});

test('somebody who did not receive the work is not answered, and only teachers of the course answer', async () => {
  const { school, params, many } = await aClassAtWork();
  const stranger = await anAssignment(school);
  expect(await many([stranger.pupil], 'x')).toEqual({ answered: 0 });
  const body = { pupilIds: [stranger.pupil], text: 'x', finished: true };
  await expect(school.as(stranger.teacher).call(bulkAnswerContract, { params, body })).rejects.toMatchObject({ status: 404 });
  await expect(school.as(stranger.pupil).call(bulkAnswerContract, { params, body })).rejects.toMatchObject({ status: 403 });
});

test('answering many takes as many statements as answering one', async () => {
  const { school, teacher, pupils, params } = await aClassAtWork();
  const count = (pupilIds: string[]) =>
    school.as(teacher).counted(bulkAnswerContract, { params, body: { pupilIds, text: 'x', finished: false } });
  const [one, all] = [await count(pupils.slice(0, 1)), await count([...pupils])];
  expect(all.statements).toBe(one.statements);
});

test('teachers look at earlier versions of a hand-in, newest first, in constant statements; nobody else does', async () => {
  const { school, teacher, pupil, pupils, params, handIn } = await aClassAtWork();
  const [, second = ''] = pupils;
  for (const text of ['eins', 'zwei', 'drei']) await handIn(pupil, text);
  await handIn(second, 'nur einmal');
  const of = (person: string, pupilId: string) => school.as(person).counted(versionsContract, { params: { ...params, pupilId } });
  const [many, few] = [await of(teacher, pupil), await of(teacher, second)];
  expect(many.answer.items).toMatchObject([
    { version: 3, text: 'drei', files: [] },
    { version: 2, text: 'zwei' },
    { version: 1, text: 'eins' },
  ]);
  expect(many.statements).toBe(few.statements);
  const stranger = await anAssignment(school);
  await expect(of(stranger.teacher, pupil)).rejects.toMatchObject({ status: 404 });
  expect((await of(teacher, stranger.pupil)).answer.items).toEqual([]);
  await expect(of(pupil, pupil)).rejects.toMatchObject({ status: 403 });
});
