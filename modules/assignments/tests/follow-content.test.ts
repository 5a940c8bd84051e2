import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aFile, aNewerVersion } from '#modules/files/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { type Annotation, annotationsContract, givenAnnotationsContract, saveAnnotationsContract } from '../annotate/contract.ts';
import { giveBackContract, saveAnswerContract } from '../answer/contract.ts';
import { handInContract, taskContract } from '../hand-in/contract.ts';
import { assignmentContract } from '../set/contract.ts';
import { takeWorksheetsContract } from '../worksheet/contract.ts';
import { anAssignment } from './build.ts';

const tick: Annotation = { kind: 'stamp', id: 'aaaaaaaa', colour: 'red', size: 'm', x: 0.9, y: 0.2, stamp: 'right' };

async function textOf(school: TestSchool, personId: string, assignmentId: string, fileId: string): Promise<string> {
  const url = `/api/${school.slug}/assignments/${assignmentId}/files/${fileId}`;
  return (await (await school.as(personId).client()).raw({ method: 'GET', url })).payload;
}

test('what was given back stays when the teacher brings a newer version of the file', async () => {
  const school = await testSchool();
  const { id, teacher, pupil } = await anAssignment(school);
  const fileId = await aFile(school, teacher, { name: 'Hinweise.txt', bytes: Buffer.from('alt') });
  const { handInId } = await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: 'a', fileIds: [] } });
  const params = { assignmentId: id, pupilId: pupil };
  const body = { handInId, revision: null, text: '', fileIds: [fileId], finished: true };
  await school.as(teacher).call(saveAnswerContract, { params, body });
  await school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: null } });

  await aNewerVersion(school, teacher, 'Hinweise.txt', Buffer.from('neu'));
  await school.settle();

  const { answer } = await school.as(pupil).call(taskContract, { params: { assignmentId: id } });
  expect(answer?.files).toMatchObject([{ name: 'Hinweise.txt' }]);
  expect(await textOf(school, pupil, id, answer?.files[0]?.id ?? '')).toBe('alt');
});

test('what is drawn upon a hand-in stays with it when the pupil brings a newer version of the file, also for who has the page open', async () => {
  const school = await testSchool();
  const { id, teacher, pupil } = await anAssignment(school);
  const fileId = await aFile(school, pupil, { name: 'Heft.txt', bytes: Buffer.from('alt') });
  const { handInId } = await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: '', fileIds: [fileId] } });
  const params = { assignmentId: id, pupilId: pupil, fileId };
  await school.as(teacher).call(saveAnnotationsContract, { params, body: { handInId, page: 1, revision: null, annotations: [tick] } });

  await aNewerVersion(school, pupil, 'Heft.txt', Buffer.from('neu'));
  await school.settle();
  await school.as(teacher).call(saveAnnotationsContract, { params, body: { handInId, page: 2, revision: null, annotations: [tick] } });

  const { handIn } = await school.as(pupil).call(taskContract, { params: { assignmentId: id } });
  const present = handIn?.files[0]?.id ?? '';
  expect(present).not.toBe(fileId);
  const shown = await school.as(teacher).call(annotationsContract, { params: { ...params, fileId: present } });
  expect(shown.pages.map(({ page }) => page)).toEqual([1, 2]);
  const answer = { handInId, revision: 0, text: 'Gut', fileIds: [], finished: true };
  await school.as(teacher).call(saveAnswerContract, { params: { assignmentId: id, pupilId: pupil }, body: answer });
  await school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: null } });
  const given = await school.as(pupil).call(givenAnnotationsContract, { params: { assignmentId: id, fileId: present } });
  expect(given.pages).toHaveLength(2);
});

test('a worksheet goes on being copied as it was set, and nobody gets a second copy', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupils = [await aPerson(school), await aPerson(school)];
  const sheet = await aFile(school, teacher, { name: 'Blatt.txt', bytes: Buffer.from('alt') });
  const { id } = await anAssignment(school, { teacher, pupils, fileIds: [sheet], worksheetIds: [sheet] });
  const take = (person = '') => school.as(person).call(takeWorksheetsContract, { params: { assignmentId: id } });
  await take(pupils[0]);

  await aNewerVersion(school, teacher, 'Blatt.txt', Buffer.from('neu'));
  await school.settle();

  const { files, worksheetIds } = await school.as(teacher).call(assignmentContract, { params: { assignmentId: id } });
  expect(worksheetIds).toEqual(files.map((file) => file.id));
  expect(await take(pupils[0])).toEqual({ made: 0 });
  expect(await take(pupils[1])).toEqual({ made: 1 });
  const { draft } = await school.as(pupils[1] ?? '').call(taskContract, { params: { assignmentId: id } });
  const copy = `/api/${school.slug}/files/${draft?.files[0]?.id}/content`;
  expect((await (await school.as(pupils[1] ?? '').client()).raw({ method: 'GET', url: copy })).payload).toBe('alt');
});
