import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { giveBackContract, pupilsContract, remindContract, saveAnswerContract } from '../answer/contract.ts';
import { handInContract, seenContract, taskContract } from '../hand-in/contract.ts';
import { assignmentContract } from '../set/contract.ts';
import { anAssignment } from './build.ts';

const noFiles: string[] = [];

async function handedIn() {
  const school = await testSchool();
  const pupils = [await aPerson(school, { lastName: 'Addens' }), await aPerson(school, { lastName: 'Brecht' })];
  const made = await anAssignment(school, { pupils, dueAt: '2026-11-24T17:00:00Z', closesAt: '2026-11-25T17:00:00Z' });
  const receipt = await school.as(made.pupil).call(handInContract, { params: { assignmentId: made.id }, body: { text: 'a', fileIds: [] } });
  const params = { assignmentId: made.id, pupilId: made.pupil };
  const answer = { handInId: receipt.handInId, revision: null, text: 'Gut', fileIds: noFiles, finished: true };
  return { school, ...made, other: pupils[1] ?? '', params, answer };
}

test('the overview says at a glance who has opened and who has handed in, and never when it was opened', async () => {
  const { school, id, teacher, pupil, other } = await handedIn();
  const third = await anAssignment(school, { teacher });
  expect((await school.as(teacher).call(pupilsContract, { params: { assignmentId: third.id } })).items).toMatchObject([
    { seen: false, state: 'new' },
  ]);

  const { items } = await school.as(teacher).call(pupilsContract, { params: { assignmentId: id } });

  expect(items).toMatchObject([
    { pupilId: pupil, name: expect.stringContaining('Addens'), seen: true, state: 'done', handIn: { text: 'a', late: false } },
    { pupilId: other, seen: false, state: 'new', handIn: null, answer: null },
  ]);
  expect(Object.keys(items[0] ?? {})).toEqual(['pupilId', 'name', 'seen', 'state', 'ownTimes', 'team', 'handIn', 'answer']);
});

test('the pupil sees an answer once it is given back, and later changes only when given back again', async () => {
  const { school, id, teacher, pupil, params, answer } = await handedIn();
  const fileId = await aFile(school, teacher);
  const { revision } = await school.as(teacher).call(saveAnswerContract, { params, body: { ...answer, fileIds: [fileId] } });
  const seenBy = async (person: string) => (await school.as(person).call(taskContract, { params: { assignmentId: id } })).answer;
  expect(await seenBy(pupil)).toBeNull();

  school.at('2026-11-23T09:00:00Z');
  expect(await school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: null } })).toEqual({
    givenBack: 1,
  });
  expect(await seenBy(pupil)).toMatchObject({ text: 'Gut', files: [{ id: fileId }] });
  expect(await school.events('assignments.answered')).toEqual([{ assignmentId: id, pupilIds: [pupil] }]);

  school.at('2026-11-23T10:00:00Z');
  await school.as(teacher).call(saveAnswerContract, { params, body: { ...answer, revision, text: 'Sehr gut', finished: true } });
  expect(await seenBy(pupil)).toMatchObject({ text: 'Gut', files: [{ id: fileId }] });
  const download = async () =>
    (await (await school.as(pupil).client()).raw({ method: 'GET', url: `/api/${school.slug}/assignments/${id}/files/${fileId}` }))
      .statusCode;
  expect(await download()).toBe(200);
  expect((await school.as(teacher).call(pupilsContract, { params: { assignmentId: id } })).items[0]?.answer?.files).toEqual([]);
  await school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: [pupil] } });
  expect(await seenBy(pupil)).toMatchObject({ text: 'Sehr gut', files: [] });
  expect(await download()).toBe(404);
  expect(await school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: null } })).toEqual({
    givenBack: 0,
  });
});

test('an answer that is not finished is not given back', async () => {
  const { school, id, teacher, params, answer } = await handedIn();
  await school.as(teacher).call(saveAnswerContract, { params, body: { ...answer, finished: false } });
  expect(await school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: null } })).toEqual({
    givenBack: 0,
  });
});

test('two colleagues answering at once: the second is told and overwrites nothing', async () => {
  const { school, teacher, params, answer } = await handedIn();
  const attempts = await Promise.allSettled([
    school.as(teacher).call(saveAnswerContract, { params, body: { ...answer, text: 'eins' } }),
    school.as(teacher).call(saveAnswerContract, { params, body: { ...answer, text: 'zwei' } }),
  ]);
  expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(attempts.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { status: 409, code: 'assignments.changed_meanwhile' },
  });
});

test('an answer to work that was handed in again meanwhile is refused; the new work is open again', async () => {
  const { school, id, teacher, pupil, params, answer } = await handedIn();
  await school.as(teacher).call(saveAnswerContract, { params, body: answer });
  await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: 'b', fileIds: [] } });

  const attempt = school.as(teacher).call(saveAnswerContract, { params, body: { ...answer, revision: 1 } });

  await expect(attempt).rejects.toMatchObject({ status: 409, code: 'assignments.handed_in_again' });
  expect((await school.as(teacher).call(pupilsContract, { params: { assignmentId: id } })).items[0]).toMatchObject({
    handIn: { text: 'b', version: 2 },
    answer: null,
  });
});

test('who has handed in nothing can be answered too', async () => {
  const { school, id, teacher, other } = await handedIn();
  const params = { assignmentId: id, pupilId: other };
  await school.as(teacher).call(saveAnswerContract, {
    params,
    body: { handInId: null, revision: null, text: 'Bitte noch abgeben', fileIds: [], finished: true },
  });
  await school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: [other] } });
  expect(await school.as(other).call(taskContract, { params: { assignmentId: id } })).toMatchObject({
    state: 'new',
    answer: { text: 'Bitte noch abgeben' },
  });
});

test('nobody but teachers of the course answers or gives back, and only to recipients', async () => {
  const { school, id, teacher, pupil, other, params, answer } = await handedIn();
  const [colleague, stranger] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school)];
  await aCourse(school, { teachers: [colleague], pupils: [stranger] });

  await expect(school.as(colleague).call(saveAnswerContract, { params, body: answer })).rejects.toMatchObject({ status: 404 });
  await expect(
    school.as(colleague).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: null } }),
  ).rejects.toMatchObject({ status: 404 });
  await expect(school.as(pupil).call(saveAnswerContract, { params, body: answer })).rejects.toMatchObject({ status: 403 });
  const toStranger = { assignmentId: id, pupilId: stranger };
  await expect(
    school.as(teacher).call(saveAnswerContract, { params: toStranger, body: { ...answer, handInId: null } }),
  ).rejects.toMatchObject({ status: 404 });
  const pupilFile = await aFile(school, other);
  await expect(school.as(teacher).call(saveAnswerContract, { params, body: { ...answer, fileIds: [pupilFile] } })).rejects.toMatchObject({
    status: 404,
  });
});

test('files are read by those they concern: worksheet by all of the course, hand-ins by their pupil and the teachers, answers once given back', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupils = [await aPerson(school), await aPerson(school)];
  const [pupil = '', other = ''] = pupils;
  const guardian = await aGuardian(school, [pupil]);
  const sheet = await aFile(school, teacher);
  const { id } = await anAssignment(school, { teacher, pupils, fileIds: [sheet] });
  const work = await aFile(school, pupil);
  const { handInId } = await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: '', fileIds: [work] } });
  const feedback = await aFile(school, teacher);
  const params = { assignmentId: id, pupilId: pupil };
  await school
    .as(teacher)
    .call(saveAnswerContract, { params, body: { handInId, revision: null, text: '', fileIds: [feedback], finished: true } });
  const colleague = await aPerson(school, { capacities: ['teacher', 'head'] });
  const reads = async (person: string, fileId: string) =>
    (await (await school.as(person).client()).raw({ method: 'GET', url: `/api/${school.slug}/assignments/${id}/files/${fileId}` }))
      .statusCode;
  const all = async (fileId: string) => Promise.all([teacher, pupil, other, guardian, colleague].map((person) => reads(person, fileId)));

  expect(await all(sheet)).toEqual([200, 200, 200, 200, 404]);
  expect(await all(work)).toEqual([200, 200, 404, 404, 404]);
  expect(await all(feedback)).toEqual([200, 404, 404, 404, 404]);
  await school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: null } });
  expect(await all(feedback)).toEqual([200, 200, 404, 200, 404]);
  expect(await reads(teacher, await aFile(school, pupil))).toBe(404);
});

test('everybody who has not handed in is reminded, once a day', async () => {
  const { school, id, teacher, other } = await handedIn();
  const remind = () => school.as(teacher).call(remindContract, { params: { assignmentId: id } });
  expect(await remind()).toEqual({ reminded: 1 });
  expect(await school.events('assignments.reminded')).toEqual([{ assignmentId: id, pupilIds: [other] }]);
  await expect(remind()).rejects.toMatchObject({ code: 'assignments.already_reminded' });
  expect((await school.as(teacher).call(assignmentContract, { params: { assignmentId: id } })).mayRemind).toBe(false);
  school.at('2026-11-24T07:00:00Z');
  expect(await remind()).toEqual({ reminded: 1 });
  school.at('2026-11-25T17:00:00Z');
  await expect(remind()).rejects.toMatchObject({ code: 'assignments.closed' });
});

test('the overview takes as many statements for one pupil as for fifty', async () => {
  const school = await testSchool();
  const one = await anAssignment(school);
  const pupils = await Promise.all(Array.from({ length: 50 }, () => aPerson(school)));
  const many = await anAssignment(school, { pupils });
  for (const pupil of pupils.slice(0, 5)) {
    await school.as(pupil).call(seenContract, { params: { assignmentId: many.id } });
    await school.as(pupil).call(handInContract, { params: { assignmentId: many.id }, body: { text: 'x', fileIds: [] } });
  }
  await school.as(one.pupil).call(handInContract, { params: { assignmentId: one.id }, body: { text: 'x', fileIds: [] } });
  const few = await school.as(one.teacher).counted(pupilsContract, { params: { assignmentId: one.id } });
  const all = await school.as(many.teacher).counted(pupilsContract, { params: { assignmentId: many.id } });
  expect(all.answer.items).toHaveLength(50);
  expect(all.statements).toBe(few.statements);
});
