import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aGuardian, anAssistant, aPerson } from '#modules/people/tests/build.ts';
import {
  type Annotation,
  annotationsContract,
  fileLimitBytes,
  givenAnnotationsContract,
  type Stroke,
  saveAnnotationsContract,
} from '../annotate/contract.ts';
import { giveBackContract, pupilsContract, receivedContract, saveAnswerContract } from '../answer/contract.ts';
import { handInContract, takeBackContract, taskContract } from '../hand-in/contract.ts';
import { mergeWork } from '../merge-persons.ts';
import { privacy } from '../privacy.ts';
import { anAssignment } from './build.ts';

const notFound = { status: 404 };
const noFiles: string[] = [];
/** Where the caller's role has nothing to do with such routes at all. */
const refused = { status: expect.toSatisfy((status: number) => status === 403 || status === 404) };
const tick: Annotation = { kind: 'stamp', id: 'aaaaaaaa', colour: 'red', size: 'm', x: 0.9, y: 0.2, stamp: 'right' };
const word: Annotation = { kind: 'text', id: 'bbbbbbbb', colour: 'blue', size: 's', x: 0.5, y: 0.25, text: 'Klammer!' };
const line: Stroke = {
  kind: 'pen',
  id: 'cccccccc',
  colour: 'red',
  size: 's',
  points: [
    [0.1, 0.1, 0.5],
    [0.2, 0.15, 0.7],
  ],
};

async function handedInFile() {
  const school = await testSchool();
  const pupils = [await aPerson(school), await aPerson(school)];
  const made = await anAssignment(school, { pupils });
  const fileId = await aFile(school, made.pupil);
  const { handInId } = await school
    .as(made.pupil)
    .call(handInContract, { params: { assignmentId: made.id }, body: { text: '', fileIds: [fileId] } });
  const params = { assignmentId: made.id, pupilId: made.pupil, fileId };
  const save = (annotations: Annotation[], more: { page?: number; revision?: number | null; by?: string } = {}) =>
    school.as(more.by ?? made.teacher).call(saveAnnotationsContract, {
      params,
      body: { handInId, page: more.page ?? 1, revision: more.revision ?? null, annotations },
    });
  const show = (person: string) => school.as(person).call(annotationsContract, { params });
  const given = (person: string) => school.as(person).call(givenAnnotationsContract, { params: { assignmentId: made.id, fileId } });
  const finish = (revision: number | null = 0) =>
    school.as(made.teacher).call(saveAnswerContract, {
      params: { assignmentId: made.id, pupilId: made.pupil },
      body: { handInId, revision, text: 'Gut', fileIds: noFiles, finished: true },
    });
  const giveBack = () => school.as(made.teacher).call(giveBackContract, { params: { assignmentId: made.id }, body: { pupilIds: null } });
  return { school, ...made, other: pupils[1] ?? '', fileId, handInId, params, save, show, given, finish, giveBack };
}

async function exported(school: TestSchool, person: string) {
  const parts: { part: string; value: unknown }[] = [];
  await school.write(async (db) => {
    for await (const part of privacy.exportPerson(db, person)) parts.push(part);
  });
  return parts.filter(({ part }) => part.startsWith('annotation'));
}

test('what a teacher annotates is kept page by page, and is the beginning of the answer', async () => {
  const { school, id, teacher, pupil, handInId, save, show, finish } = await handedInFile();
  expect(await show(teacher)).toEqual({ handInId, pages: [] });
  expect(await save([tick, word])).toMatchObject({ revision: 1 });
  expect(await save([line], { page: 30 })).toMatchObject({ revision: 1 });
  expect(await save([tick], { revision: 1 })).toMatchObject({ revision: 2 });
  expect(await show(teacher)).toEqual({
    handInId,
    pages: [
      { page: 1, revision: 2, annotations: [tick] },
      { page: 30, revision: 1, annotations: [line] },
    ],
  });
  const { items } = await school.as(teacher).call(pupilsContract, { params: { assignmentId: id } });
  expect(items.find(({ pupilId }) => pupilId === pupil)).toMatchObject({ answer: { text: '', finished: false, revision: 0 } });
  await expect(school.as(pupil).call(takeBackContract, { params: { assignmentId: id } })).rejects.toMatchObject({
    code: 'assignments.being_answered',
  });
  // who began to type before the first stroke was saved goes on without a conflict, whichever revision they knew
  expect(await finish(null)).toMatchObject({ revision: 1 });
  await expect(finish(null)).rejects.toMatchObject({ code: 'assignments.changed_meanwhile' });
});

test('the pupil sees annotations once they are given back, and later ones only when given back again', async () => {
  const { school, id, teacher, pupil, fileId, save, given, finish, giveBack } = await handedInFile();
  const received = async () => (await school.as(pupil).call(receivedContract, { params: { assignmentId: id } })).annotated;
  await save([tick]);
  await finish();
  await expect(given(pupil)).rejects.toMatchObject(notFound);
  expect(await received()).toEqual([]);

  school.at('2026-11-23T08:00:00Z');
  expect(await giveBack()).toEqual({ givenBack: 1 });
  expect(await given(pupil)).toEqual({ pages: [{ page: 1, annotations: [tick] }] });
  expect(await received()).toMatchObject([{ id: fileId }]);

  school.at('2026-11-23T09:00:00Z');
  await save([tick, word], { revision: 1 });
  await save([line], { page: 2 });
  expect(await given(pupil)).toEqual({ pages: [{ page: 1, annotations: [tick] }] });
  const { items } = await school.as(teacher).call(pupilsContract, { params: { assignmentId: id } });
  expect(items.find(({ pupilId }) => pupilId === pupil)?.answer).toMatchObject({ changedSince: true });

  school.at('2026-11-23T10:00:00Z');
  expect(await giveBack()).toEqual({ givenBack: 1 });
  expect((await given(pupil)).pages).toHaveLength(2);

  school.at('2026-11-23T11:00:00Z');
  await save([], { revision: 2 });
  await save([], { page: 2, revision: 1 });
  expect((await given(pupil)).pages).toHaveLength(2);
  school.at('2026-11-23T12:00:00Z');
  await giveBack();
  await expect(given(pupil)).rejects.toMatchObject(notFound);
  expect(await received()).toEqual([]);
});

test('handing in again changes nothing about what was given back, and the new version has no annotations yet', async () => {
  const { school, id, teacher, pupil, fileId, handInId, save, show, given, finish, giveBack } = await handedInFile();
  await save([tick]);
  await finish();
  await giveBack();
  await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: 'neu', fileIds: [fileId] } });
  expect(await given(pupil)).toEqual({ pages: [{ page: 1, annotations: [tick] }] });
  const now = await show(teacher);
  expect([now.handInId === handInId, now.pages]).toEqual([false, []]);
  await expect(save([line])).rejects.toMatchObject({ status: 409, code: 'assignments.handed_in_again' });
});

test('nobody but who may answer reads or changes annotations: same answer for every wrong id and every stranger', async () => {
  const { school, id, teacher, pupil, other, fileId, handInId, params, save, show, given, finish, giveBack } = await handedInFile();
  const colleague = await aPerson(school, { capacities: ['teacher'] });
  const [guardian, assistant] = [await aGuardian(school, [pupil]), await anAssistant(school, pupil)];
  await save([tick]);
  const foreign = await handedInFile();
  const elsewhere = await anAssignment(school, { teacher });
  const body = { handInId, page: 1, revision: 1, annotations: [line] };
  for (const wrong of [
    { ...params, assignmentId: elsewhere.id },
    { ...params, pupilId: other },
    { ...params, fileId: foreign.fileId },
    { ...params, fileId: await aFile(school, pupil) },
    foreign.params,
  ]) {
    await expect(school.as(teacher).call(annotationsContract, { params: wrong })).rejects.toMatchObject(notFound);
    await expect(school.as(teacher).call(saveAnnotationsContract, { params: wrong, body })).rejects.toMatchObject(notFound);
  }
  await expect(show(colleague)).rejects.toMatchObject(notFound);
  await expect(save([line], { by: colleague })).rejects.toMatchObject(notFound);
  for (const person of [pupil, other, guardian, assistant]) {
    await expect(show(person)).rejects.toMatchObject(refused);
    await expect(save([line], { by: person, revision: 1 })).rejects.toMatchObject(refused);
  }
  await finish();
  await giveBack();
  expect(await given(pupil)).toMatchObject({ pages: [{ page: 1 }] });
  for (const person of [other, teacher, guardian, assistant, foreign.pupil]) {
    const attempt =
      person === foreign.pupil
        ? foreign.school.as(person).call(givenAnnotationsContract, { params: { assignmentId: id, fileId } })
        : given(person);
    await expect(attempt).rejects.toMatchObject(refused);
  }
  for (const person of [guardian, assistant])
    expect((await school.as(person).call(receivedContract, { params: { assignmentId: id } })).annotated).toEqual([]);
  expect((await show(teacher)).pages).toEqual([{ page: 1, revision: 1, annotations: [tick] }]);
});

test('two who save one page at once do not overwrite each other: the second is told what is there', async () => {
  const { teacher, save, show } = await handedInFile();
  const first = await Promise.allSettled([save([tick]), save([word])]);
  expect(first.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const { pages } = await show(teacher);
  const refused = first.find((end) => end.status === 'rejected');
  expect(refused?.reason).toMatchObject({
    status: 409,
    code: 'assignments.annotated_meanwhile',
    data: { revision: 1, annotations: pages[0]?.annotations },
  });
  await save([line], { revision: 1 });
  await expect(save([], { revision: 1 })).rejects.toMatchObject({ data: { revision: 2, annotations: [line] } });
  await expect(save([tick], { page: 2, revision: 4 })).rejects.toMatchObject({ data: { revision: null, annotations: [] } });
  expect((await show(teacher)).pages).toEqual([{ page: 1, revision: 2, annotations: [line] }]);
});

test('what is no annotation is refused, and so is more than a file takes', async () => {
  const { teacher, save, show } = await handedInFile();
  const wrong: unknown[] = [
    { ...tick, x: 1.2 },
    { ...tick, stamp: 'skull' },
    { ...tick, colour: '#ff0000' },
    { ...tick, id: '<script>' },
    { ...tick, href: 'https://example.org' },
    { ...word, text: '' },
    { ...word, text: 'a\u0000b' },
    { ...word, text: 'x'.repeat(501) },
    { ...line, points: [] },
    { ...line, points: [[0.1, 0.1]] },
    { ...line, points: Array.from({ length: 2001 }, () => [0, 0, 0]) },
  ];
  for (const annotation of wrong) await expect(save([annotation as Annotation])).rejects.toMatchObject({ status: 400 }); // not an annotation: on purpose
  await expect(save(Array.from({ length: 1001 }, () => tick))).rejects.toMatchObject({ status: 400 });
  await expect(save([tick], { page: 0 })).rejects.toMatchObject({ status: 400 });

  await save([{ ...word, text: 'halb \ud83d' }], { page: 400 });
  expect((await show(teacher)).pages).toMatchObject([{ page: 400, annotations: [{ text: 'halb \ufffd' }] }]);
  await save([], { page: 400, revision: 1 });

  const points: Stroke['points'] = Array.from({ length: 2000 }, () => [0.1234, 0.5678, 0.4321]);
  const full = Array.from({ length: 14 }, () => ({ ...line, points }));
  const [large, stays] = [JSON.stringify(full).length, Math.floor(fileLimitBytes / 900_000)];
  expect(large).toBeLessThan(1_000_000);
  for (let page = 1; page <= stays; page += 1) await save(full, { page });
  await expect(save(full, { page: stays + 1 })).rejects.toMatchObject({ status: 422, code: 'assignments.too_much_ink' });
  expect((await show(teacher)).pages).toHaveLength(stays + 1);
});

test('showing takes the same statements for one page as for many', async () => {
  const { school, teacher, params, save } = await handedInFile();
  await save([tick]);
  const few = await school.as(teacher).counted(annotationsContract, { params });
  for (let page = 2; page <= 30; page += 1) await save([tick], { page });
  const many = await school.as(teacher).counted(annotationsContract, { params });
  expect([many.answer.pages.length, many.statements]).toEqual([30, few.statements]);
});

test('annotations are in the copy of one’s data once given back, go with the pupil, and lose their teacher’s name with the answer', async () => {
  const { school, teacher, pupil, save, finish, giveBack } = await handedInFile();
  await save([tick]);
  expect(await exported(school, pupil)).toEqual([]);
  expect(await exported(school, teacher)).toMatchObject([{ part: 'annotation_made', value: { page: 1, annotations: [tick] } }]);
  await finish();
  await giveBack();
  expect(await exported(school, pupil)).toMatchObject([
    { part: 'annotation', value: { title: 'Terme vereinfachen', annotations: [tick] } },
  ]);
  await school.write((db) => privacy.erasePerson(db, teacher));
  expect(await exported(school, teacher)).toEqual([]);
  expect(await exported(school, pupil)).toHaveLength(1);
  await school.write((db) => privacy.erasePerson(db, pupil));
  expect(await exported(school, pupil)).toEqual([]);
});

test('where two entries were one human, annotations stay with the answer, and what the pupil sees stays', async () => {
  const { school, id, pupil, other, fileId, save, finish, giveBack } = await handedInFile();
  await save([tick]);
  await finish();
  await giveBack();
  const data = { keptId: other, doubleId: pupil };
  await mergeWork.run(school.ctx(), { id: 'e1', name: 'people.merged', schoolId: school.id, at: school.ctx().now(), data } as never); // only data is read
  const params = { assignmentId: id };
  expect((await school.as(other).call(taskContract, { params })).answer).toMatchObject({ text: 'Gut' });
  expect(await school.as(other).call(givenAnnotationsContract, { params: { ...params, fileId } })).toEqual({
    pages: [{ page: 1, annotations: [tick] }],
  });
});
