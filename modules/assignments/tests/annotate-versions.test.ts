import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aFile, aNewerVersion } from '#modules/files/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { type Annotation, annotationsContract, givenAnnotationsContract, saveAnnotationsContract } from '../annotate/contract.ts';
import { giveBackContract, pupilsContract, receivedContract, saveAnswerContract } from '../answer/contract.ts';
import { handInContract, takeBackContract } from '../hand-in/contract.ts';
import { anAssignment } from './build.ts';
import { inTeams } from './in-teams.ts';

const notFound = { status: 404 };
/** Where the caller's role has nothing to do with such routes at all. */
const refused = { status: expect.toSatisfy((status: number) => status === 403 || status === 404) };
const tick: Annotation = { kind: 'stamp', id: 'aaaaaaaa', colour: 'red', size: 'm', x: 0.9, y: 0.2, stamp: 'right' };
const word: Annotation = { kind: 'text', id: 'bbbbbbbb', colour: 'blue', size: 's', x: 0.5, y: 0.25, text: 'Klammer!' };

/** A pupil who has handed in a file, and then the same file with words. */
async function twoVersions() {
  const school = await testSchool();
  const made = await anAssignment(school, { pupils: [await aPerson(school), await aPerson(school)] });
  const { id, pupil, teacher } = made;
  const fileId = await aFile(school, pupil, { name: 'Heft.txt', bytes: Buffer.from('alt') });
  const handIn = async (text: string) =>
    (await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text, fileIds: [fileId] } })).handInId;
  const [first, second] = [await handIn('eins'), await handIn('zwei')];
  const params = { assignmentId: id, pupilId: pupil, fileId };
  const save = (handInId: string, annotations: Annotation[], more: { earlier?: boolean; revision?: number | null; by?: string } = {}) =>
    school.as(more.by ?? teacher).call(saveAnnotationsContract, {
      params,
      body: {
        handInId,
        page: 1,
        revision: more.revision ?? null,
        annotations,
        ...(more.earlier !== undefined && { earlier: more.earlier }),
      },
    });
  const show = (person: string, versionId?: string) =>
    school.as(person).call(annotationsContract, { params, query: versionId === undefined ? {} : { versionId } });
  const given = (person: string, versionId?: string) =>
    school
      .as(person)
      .call(givenAnnotationsContract, { params: { assignmentId: id, fileId }, query: versionId === undefined ? {} : { versionId } });
  const received = async (person: string) => (await school.as(person).call(receivedContract, { params: { assignmentId: id } })).annotated;
  const finish = (handInId: string, revision: number | null) =>
    school.as(teacher).call(saveAnswerContract, {
      params: { assignmentId: id, pupilId: pupil },
      body: { handInId, revision, text: 'Gut', fileIds: [], finished: true },
    });
  const giveBack = () => school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: null } });
  return { school, ...made, fileId, first, second, params, handIn, save, show, given, received, finish, giveBack };
}

test('an earlier version is annotated beside the present one, also where both have the same file', async () => {
  const { teacher, first, second, save, show } = await twoVersions();

  await save(first, [tick], { earlier: true });
  expect(await show(teacher, first)).toEqual({ handInId: first, pages: [{ page: 1, revision: 1, annotations: [tick] }] });
  expect(await show(teacher)).toEqual({ handInId: second, pages: [] });
  await save(second, [word]);
  await save(first, [tick, word], { earlier: true, revision: 1 });
  expect((await show(teacher)).pages).toEqual([{ page: 1, revision: 1, annotations: [word] }]);
  expect((await show(teacher, second)).handInId).toBe(second);
  await expect(save(first, [], { earlier: true, revision: 1 })).rejects.toMatchObject({
    status: 409,
    code: 'assignments.annotated_meanwhile',
  });
});

test('who does not know that there is a newer version is told, and nothing is saved', async () => {
  const { teacher, first, save, show } = await twoVersions();
  for (const more of [{}, { earlier: false }])
    await expect(save(first, [tick], more)).rejects.toMatchObject({ status: 409, code: 'assignments.handed_in_again' });
  expect((await show(teacher, first)).pages).toEqual([]);
});

test('what is annotated on an earlier version is given back with the answer to the present one, and stands beside it', async () => {
  const { school, id, teacher, pupil, fileId, first, second, save, given, received, finish, giveBack } = await twoVersions();
  await save(first, [tick], { earlier: true });
  await expect(given(pupil, first)).rejects.toMatchObject(notFound);
  expect(await giveBack()).toEqual({ givenBack: 0 });
  await save(second, [word]);
  await finish(second, 0);
  expect(await received(pupil)).toEqual([]);

  school.at('2026-11-23T08:00:00Z');
  expect(await giveBack()).toEqual({ givenBack: 1 });
  expect(await given(pupil)).toEqual({ pages: [{ page: 1, annotations: [word] }] });
  expect(await given(pupil, first)).toEqual({ pages: [{ page: 1, annotations: [tick] }] });
  expect(await received(pupil)).toMatchObject([
    { id: fileId, versionId: second, version: null },
    { id: fileId, versionId: first, version: 1 },
  ]);

  school.at('2026-11-23T09:00:00Z');
  await save(first, [word], { earlier: true, revision: 1 });
  const { items } = await school.as(teacher).call(pupilsContract, { params: { assignmentId: id }, query: {} });
  expect(items.find(({ pupilId }) => pupilId === pupil)?.answer).toMatchObject({ changedSince: true });
  expect(await given(pupil, first)).toEqual({ pages: [{ page: 1, annotations: [tick] }] });
  school.at('2026-11-23T10:00:00Z');
  expect(await giveBack()).toEqual({ givenBack: 1 });
  expect(await given(pupil, first)).toEqual({ pages: [{ page: 1, annotations: [word] }] });
});

test('what was given back to the first version stays to be seen when the second is answered', async () => {
  const { pupil, save, given, received, finish, giveBack, handIn, second } = await twoVersions();
  await save(second, [tick]);
  await finish(second, 0);
  await giveBack();
  const third = await handIn('drei');
  expect(await received(pupil)).toMatchObject([{ versionId: second, version: null }]);
  await finish(third, null);
  await giveBack();
  expect(await received(pupil)).toMatchObject([{ versionId: second, version: 2 }]);
  expect(await given(pupil, second)).toEqual({ pages: [{ page: 1, annotations: [tick] }] });
  await expect(given(pupil)).rejects.toMatchObject(notFound);
});

test('versions of others, of other work and those that were taken back are not found, by anybody', async () => {
  const { school, id, teacher, pupil, pupils, first, second, save, show, given, finish, giveBack } = await twoVersions();
  const other = pupils[1] ?? '';
  const foreign = await twoVersions();
  const theirs = (await school.as(other).call(handInContract, { params: { assignmentId: id }, body: { text: 'x', fileIds: [] } })).handInId;
  await save(first, [tick], { earlier: true });
  for (const wrong of [theirs, foreign.first, id]) {
    await expect(show(teacher, wrong)).rejects.toMatchObject(notFound);
    await expect(save(wrong, [word], { earlier: true })).rejects.toMatchObject(notFound);
  }
  const colleague = await aPerson(school, { capacities: ['teacher'] });
  const guardian = await aGuardian(school, [pupil]);
  for (const person of [colleague, guardian, pupil, other]) {
    await expect(show(person, first)).rejects.toMatchObject(refused);
    await expect(save(first, [word], { earlier: true, by: person, revision: 1 })).rejects.toMatchObject(refused);
  }
  await finish(second, 0);
  await giveBack();
  for (const person of [colleague, guardian, other, teacher]) await expect(given(person, first)).rejects.toMatchObject(refused);
  await expect(given(pupil, theirs)).rejects.toMatchObject(notFound);
  expect((await show(teacher, first)).pages).toEqual([{ page: 1, revision: 1, annotations: [tick] }]);
});

test('a version that was taken back is not there to be annotated', async () => {
  const { school, id, teacher, pupil, second, show, save, handIn } = await twoVersions();
  await school.as(pupil).call(takeBackContract, { params: { assignmentId: id } });
  await handIn('drei');
  await expect(show(teacher, second)).rejects.toMatchObject(notFound);
  await expect(save(second, [tick], { earlier: true })).rejects.toMatchObject(notFound);
});

test('in a team every member sees what was annotated on an earlier version', async () => {
  const { school, teacher, pupils, anna, params, together, handIn } = await inTeams();
  await together(...pupils);
  const fileId = await aFile(school, anna);
  const { handInId: first } = await handIn(anna, 'eins', [fileId]);
  school.at('2026-11-23T08:00:00Z');
  const { handInId: second } = await handIn(anna, 'zwei', [fileId]);
  const body = { handInId: first, earlier: true, page: 1, revision: null, annotations: [tick] };
  await school.as(teacher).call(saveAnnotationsContract, { params: { ...params, pupilId: anna, fileId }, body });
  await school.as(teacher).call(saveAnswerContract, {
    params: { ...params, pupilId: anna },
    body: { handInId: second, revision: 0, text: 'Gut', fileIds: [], finished: true },
  });

  expect(await school.as(teacher).call(giveBackContract, { params, body: { pupilIds: null } })).toEqual({ givenBack: 3 });

  for (const pupil of pupils) {
    const { annotated } = await school.as(pupil).call(receivedContract, { params });
    expect(annotated).toMatchObject([{ id: fileId, version: 1 }]);
    const query = { versionId: annotated[0]?.versionId ?? '' };
    const given = await school.as(pupil).call(givenAnnotationsContract, { params: { ...params, fileId }, query });
    expect(given).toEqual({ pages: [{ page: 1, annotations: [tick] }] });
  }
});

test('annotations of every version stay with what they were drawn on when the pupil brings newer content', async () => {
  const { school, id, teacher, pupil, first, second, save } = await twoVersions();
  await save(first, [tick], { earlier: true });
  await save(second, [word]);
  await aNewerVersion(school, pupil, 'Heft.txt', Buffer.from('neu'));
  await school.settle();
  const { items } = await school.as(teacher).call(pupilsContract, { params: { assignmentId: id }, query: {} });
  const fileId = items.flatMap((row) => row.handIn?.files ?? [])[0]?.id ?? '';
  const params = { assignmentId: id, pupilId: pupil, fileId };
  const of = async (versionId: string) => (await school.as(teacher).call(annotationsContract, { params, query: { versionId } })).pages;
  expect([await of(first), await of(second)]).toMatchObject([[{ annotations: [tick] }], [{ annotations: [word] }]]);
});
