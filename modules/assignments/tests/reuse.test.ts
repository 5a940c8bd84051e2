import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import {
  copyContract,
  deleteTemplateContract,
  keepTemplateContract,
  reusableContract,
  saveTemplateContract,
  templateContract,
  templatesContract,
} from '../reuse/contract.ts';
import { assignmentContract } from '../set/contract.ts';
import { anAssignment } from './build.ts';

type School = Awaited<ReturnType<typeof testSchool>>;
const teacherOf = (school: School) => aPerson(school, { capacities: ['teacher'] });
const titles = async (school: School, who: string) =>
  (await school.as(who).call(templatesContract, { query: {} })).items.map(({ title }) => title);

test('work kept as a template becomes a new draft elsewhere: text, kinds and files, no pupils and dates', async () => {
  const school = await testSchool();
  const teacher = await teacherOf(school);
  const fileId = await aFile(school, teacher, { name: 'blatt.txt' });
  const pupils = [await aPerson(school)];
  const target = { kind: 'course' as const, id: await aCourse(school, { subject: 'M', teachers: [teacher], pupils }) };
  const { id: assignmentId } = await anAssignment(school, {
    teacher,
    target,
    title: 'Terme',
    body: '<p>1 bis 3</p>',
    handInKinds: ['tick'],
    fileIds: [fileId],
    only: pupils,
    dueAt: '2026-11-30T17:00:00Z',
  });
  const { templateId } = await school.as(teacher).call(keepTemplateContract, { params: { assignmentId }, body: { sharedWith: 'nobody' } });
  expect(await school.as(teacher).call(templateContract, { params: { templateId } })).toMatchObject({
    title: 'Terme',
    body: '<p>1 bis 3</p>',
    handInKinds: ['tick'],
    subject: 'M',
    own: true,
    attached: [{ id: fileId, name: 'blatt.txt' }],
  });
  const classId = await aClass(school, { teachers: [teacher], pupils });

  const copy = await school
    .as(teacher)
    .call(copyContract, { body: { from: { kind: 'template', id: templateId }, target: { kind: 'group', id: classId } } });

  expect(await school.as(teacher).call(assignmentContract, { params: { assignmentId: copy.assignmentId } })).toMatchObject({
    title: 'Terme',
    body: '<p>1 bis 3</p>',
    handInKinds: ['tick'],
    pupilIds: null,
    dueAt: null,
    closesAt: null,
    publishedAt: null,
    files: [{ id: fileId }],
    target: { id: classId },
  });
});

test('a template is found by those it is shared with, and changed by its maker alone', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const [teacher, sameSubject, otherSubject, pupil] = [
    await teacherOf(school),
    await teacherOf(school),
    await teacherOf(school),
    await aPerson(school),
  ];
  const courseId = await aCourse(school, { subject: 'M', teachers: [teacher], pupils: [pupil] });
  await aCourse(school, { subject: 'M', teachers: [sameSubject], pupils: [pupil] });
  const germanId = await aCourse(school, { subject: 'D', teachers: [otherSubject], pupils: [pupil] });
  const { id: assignmentId } = await anAssignment(school, { teacher, target: { kind: 'course', id: courseId }, title: 'Terme' });
  const { templateId } = await school.as(teacher).call(keepTemplateContract, { params: { assignmentId }, body: { sharedWith: 'nobody' } });
  const share = (sharedWith: 'nobody' | 'subject' | 'school', who = teacher) =>
    school.as(who).call(saveTemplateContract, { params: { templateId }, body: { title: 'Terme', sharedWith } });
  const found = async () => [await titles(school, teacher), await titles(school, sameSubject), await titles(school, otherSubject)];

  expect(await found()).toEqual([['Terme'], [], []]);
  await share('subject');
  expect(await found()).toEqual([['Terme'], ['Terme'], []]);
  await share('school');
  expect(await found()).toEqual([['Terme'], ['Terme'], ['Terme']]);
  expect(await titles(other, await teacherOf(other))).toEqual([]);

  await expect(share('nobody', sameSubject)).rejects.toMatchObject({ status: 404 });
  await expect(school.as(sameSubject).call(deleteTemplateContract, { params: { templateId } })).rejects.toMatchObject({ status: 404 });
  await expect(share('school', pupil)).rejects.toMatchObject({ status: 403 });
  await share('nobody');
  const target = { kind: 'course' as const, id: germanId };
  const from = { kind: 'template' as const, id: templateId };
  await expect(school.as(otherSubject).call(templateContract, { params: { templateId } })).rejects.toMatchObject({ status: 404 });
  await expect(school.as(otherSubject).call(copyContract, { body: { from, target } })).rejects.toMatchObject({ status: 404 });
  await school.as(teacher).call(deleteTemplateContract, { params: { templateId } });
  expect(await titles(school, teacher)).toEqual([]);
});

test('work of a class has no subject whose teachers could share it', async () => {
  const school = await testSchool();
  const teacher = await teacherOf(school);
  const classId = await aClass(school, { teachers: [teacher], pupils: [await aPerson(school)] });
  const { id: assignmentId } = await anAssignment(school, { teacher, target: { kind: 'group', id: classId } });
  const keep = (sharedWith: 'subject' | 'school') =>
    school.as(teacher).call(keepTemplateContract, { params: { assignmentId }, body: { sharedWith } });
  await expect(keep('subject')).rejects.toMatchObject({ status: 422, code: 'assignments.no_subject' });
  expect(await keep('school')).toMatchObject({ templateId: expect.any(String) });
});

test('earlier work of any year is set again by who made it and by who taught there, and by nobody else', async () => {
  const school = await testSchool();
  const [maker, coTeacher, stranger, pupil] = [
    await teacherOf(school),
    await teacherOf(school),
    await teacherOf(school),
    await aPerson(school),
  ];
  const courseId = await aCourse(school, { teachers: [maker, coTeacher], pupils: [pupil] });
  const { id } = await anAssignment(school, { teacher: maker, target: { kind: 'course', id: courseId }, title: 'Terme' });
  const { id: draft } = await anAssignment(school, {
    teacher: maker,
    target: { kind: 'course', id: courseId },
    title: 'Entwurf',
    published: false,
  });
  // a year later nobody teaches it any more
  await school.write((db) => sql`update courses.teacher set valid_to = '2026-07-31' where course_id = ${courseId}`.execute(db));
  const listOf = async (who: string) => (await school.as(who).call(reusableContract, { query: { words: 'term' } })).items;
  expect(await listOf(maker)).toMatchObject([{ id, title: 'Terme', own: true }]);
  expect(await listOf(coTeacher)).toMatchObject([{ id, own: false }]);
  expect(await listOf(stranger)).toEqual([]);

  for (const [who, status] of [
    [maker, 'ok'],
    [coTeacher, 'ok'],
    [stranger, 404],
  ] as const) {
    const target = { kind: 'course' as const, id: await aCourse(school, { teachers: [who], pupils: [pupil] }) };
    const copy = (assignmentId: string) =>
      school.as(who).call(copyContract, { body: { from: { kind: 'assignment', id: assignmentId }, target } });
    if (status === 'ok') expect(await copy(id)).toMatchObject({ revision: 1 });
    else await expect(copy(id)).rejects.toMatchObject({ status });
    await expect(copy(draft)).rejects.toMatchObject({ status: 404 });
  }
});

test('nothing is copied into another’s course, into another school or from one', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const { id, teacher } = await anAssignment(school, {});
  const foreign = await anAssignment(other, {});
  const { templateId } = await other
    .as(foreign.teacher)
    .call(keepTemplateContract, { params: { assignmentId: foreign.id }, body: { sharedWith: 'school' } });
  const { courseId: colleagues } = await anAssignment(school, {});
  const own = await aCourse(school, { teachers: [teacher] });
  const copy = (from: { kind: 'template' | 'assignment'; id: string }, target: { kind: 'course' | 'group'; id: string }) =>
    school.as(teacher).call(copyContract, { body: { from, target } });
  for (const [from, target] of [
    [
      { kind: 'assignment', id },
      { kind: 'course', id: colleagues },
    ],
    [
      { kind: 'assignment', id },
      { kind: 'course', id: foreign.courseId },
    ],
    [
      { kind: 'assignment', id },
      { kind: 'group', id: own },
    ],
    [
      { kind: 'assignment', id: foreign.id },
      { kind: 'course', id: own },
    ],
    [
      { kind: 'template', id: templateId },
      { kind: 'course', id: own },
    ],
    [
      { kind: 'template', id },
      { kind: 'course', id: own },
    ],
  ] as const)
    await expect(copy(from, target)).rejects.toMatchObject({ status: 404 });
  expect(await copy({ kind: 'assignment', id }, { kind: 'course', id: own })).toMatchObject({ revision: 1 });
});

test('templates and earlier work take as many statements for one as for twenty', async () => {
  const school = await testSchool();
  const { id, teacher, courseId } = await anAssignment(school, {});
  const keep = () => school.as(teacher).call(keepTemplateContract, { params: { assignmentId: id }, body: { sharedWith: 'nobody' } });
  await keep();
  const one = [
    await school.as(teacher).counted(templatesContract, { query: {} }),
    await school.as(teacher).counted(reusableContract, { query: {} }),
  ];
  for (let count = 0; count < 19; count += 1) {
    await keep();
    await anAssignment(school, { teacher, target: { kind: 'course', id: courseId } });
  }
  const many = [
    await school.as(teacher).counted(templatesContract, { query: {} }),
    await school.as(teacher).counted(reusableContract, { query: {} }),
  ];
  expect(many.map(({ answer }) => answer.items.length)).toEqual([20, 20]);
  expect(many.map(({ statements }) => statements)).toEqual(one.map(({ statements }) => statements));
});
