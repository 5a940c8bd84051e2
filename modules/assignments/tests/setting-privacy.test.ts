import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { taskContract } from '../hand-in/contract.ts';
import { mergeWork } from '../merge-persons.ts';
import { privacy } from '../privacy.ts';
import { keepTemplateContract, templatesContract } from '../reuse/contract.ts';
import { saveTagsContract, tagsContract } from '../tags/contract.ts';
import { setTimesContract } from '../times/contract.ts';
import { anAssignment } from './build.ts';

const times = { dueAt: '2026-11-27T17:00:00.000Z', closesAt: null };

async function exported(school: TestSchool, person: string): Promise<{ part: string; value: unknown }[]> {
  const parts: { part: string; value: unknown }[] = [];
  await school.write(async (db) => {
    for await (const part of privacy.exportPerson(db, person)) parts.push(part);
  });
  return parts;
}

test('own times, words and templates are in the copy of one’s data; words and unshared templates go with their teacher', async () => {
  const school = await testSchool();
  const { id, teacher, pupil } = await anAssignment(school, { title: 'Terme' });
  const params = { assignmentId: id };
  await school.as(teacher).call(setTimesContract, { params, body: { pupilIds: [pupil], times } });
  await school.as(teacher).call(saveTagsContract, { params, body: { words: ['Klausur'] } });
  const keep = (sharedWith: 'nobody' | 'school') => school.as(teacher).call(keepTemplateContract, { params, body: { sharedWith } });
  await keep('nobody');
  const { templateId } = await keep('school');

  expect(await exported(school, pupil)).toMatchObject([{ part: 'received', value: { own_times: true, due_at: new Date(times.dueAt) } }]);
  expect((await exported(school, teacher)).map(({ part }) => part)).toEqual(['work_set', 'tag', 'template', 'template']);

  const erase = (person: string) => school.write((db) => privacy.erasePerson(db, person));
  expect(await erase(teacher)).toMatchObject({ 'assignments.tag.person_id': 1, 'assignments.template.made_by': 1 });
  expect(await erase(pupil)).toMatchObject({ 'assignments.recipient.pupil_id': 1 });
  expect([...(await exported(school, teacher)), ...(await exported(school, pupil))]).toEqual([]);
  const colleague = await aPerson(school, { capacities: ['teacher'] });
  expect((await school.as(colleague).call(templatesContract, { query: {} })).items).toMatchObject([{ id: templateId, maker: null }]);
});

test('where two entries were one human, words, templates and own times belong to the kept one', async () => {
  const school = await testSchool();
  const [kept, double] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['teacher'] })];
  const [pupil, doublePupil] = [await aPerson(school), await aPerson(school)];
  const target = { kind: 'course' as const, id: await aCourse(school, { teachers: [double, kept], pupils: [pupil, doublePupil] }) };
  const { id } = await anAssignment(school, { teacher: double, target });
  const params = { assignmentId: id };
  await school.as(double).call(saveTagsContract, { params, body: { words: ['eins', 'zwei'] } });
  await school.as(kept).call(saveTagsContract, { params, body: { words: ['zwei'] } });
  await school.as(double).call(keepTemplateContract, { params, body: { sharedWith: 'nobody' } });
  await school.as(double).call(setTimesContract, { params, body: { pupilIds: [doublePupil], times } });

  for (const data of [
    { keptId: kept, doubleId: double },
    { keptId: pupil, doubleId: doublePupil },
  ])
    await mergeWork.run(school.ctx(), { id: 'e1', name: 'people.merged', schoolId: school.id, at: school.ctx().now(), data } as never); // only data is read

  expect((await school.as(kept).call(tagsContract, { query: {} })).items.map(({ word }) => word)).toEqual(['eins', 'zwei']);
  expect((await school.as(kept).call(templatesContract, { query: {} })).items).toMatchObject([{ own: true }]);
  expect(await school.as(pupil).call(taskContract, { params })).toMatchObject({ dueAt: times.dueAt });
  expect(await exported(school, double)).toEqual([]);
});
