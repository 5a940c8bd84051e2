import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { pupilsContract } from '../answer/contract.ts';
import { workListContract } from '../hand-in/contract.ts';
import {
  assignmentContract,
  createContract,
  deleteContract,
  publishContract,
  restoreContract,
  saveContract,
  setListContract,
  targetPupilsContract,
  targetsContract,
} from '../set/contract.ts';
import { anAssignment } from './build.ts';

const empty = { title: '', body: '', startsAt: null, dueAt: null, closesAt: null, pupilIds: null, fileIds: [] };
const teacherOf = (school: Awaited<ReturnType<typeof testSchool>>) => aPerson(school, { capacities: ['teacher'] });

test('a draft is saved as far as it is, seen by its author alone, and published when it is complete', async () => {
  const school = await testSchool();
  const [teacher, colleague, pupil] = [await teacherOf(school), await teacherOf(school), await aPerson(school)];
  const courseId = await aCourse(school, { teachers: [teacher, colleague], pupils: [pupil] });
  const { assignmentId, revision } = await school
    .as(teacher)
    .call(createContract, { body: { target: { kind: 'course', id: courseId }, ...empty } });
  await expect(school.as(teacher).call(publishContract, { params: { assignmentId } })).rejects.toMatchObject({
    code: 'assignments.untitled',
  });
  await expect(school.as(colleague).call(assignmentContract, { params: { assignmentId } })).rejects.toMatchObject({ status: 404 });

  const saved = await school
    .as(teacher)
    .call(saveContract, { params: { assignmentId }, body: { ...empty, revision, title: ' Terme ', body: '<p>a</p><script>x</script>' } });
  await school.as(teacher).call(publishContract, { params: { assignmentId } });

  expect(saved.revision).toBe(2);
  expect(await school.as(colleague).call(assignmentContract, { params: { assignmentId } })).toMatchObject({
    title: 'Terme',
    body: '<p>a</p>',
    recipients: 1,
  });
  expect((await school.as(pupil).call(workListContract, {})).items).toMatchObject([{ id: assignmentId, title: 'Terme', state: 'new' }]);
  expect(await school.events('assignments.set')).toEqual([{ assignmentId, courseId, groupId: null }]);
});

test('saving over what somebody else has saved meanwhile is refused and changes nothing', async () => {
  const school = await testSchool();
  const [teacher, colleague] = [await teacherOf(school), await teacherOf(school)];
  const courseId = await aCourse(school, { teachers: [teacher, colleague], pupils: [await aPerson(school)] });
  const { id: assignmentId } = await anAssignment(school, { teacher, target: { kind: 'course', id: courseId } });
  await school.as(teacher).call(saveContract, { params: { assignmentId }, body: { ...empty, revision: 1, title: 'erste' } });

  const attempt = school.as(colleague).call(saveContract, { params: { assignmentId }, body: { ...empty, revision: 1, title: 'zweite' } });

  await expect(attempt).rejects.toMatchObject({ status: 409, code: 'assignments.changed_meanwhile', data: { revision: 2 } });
  expect((await school.as(teacher).call(assignmentContract, { params: { assignmentId } })).title).toBe('erste');
});

test.each([
  ['due before the start', { startsAt: '2026-11-25T08:00:00Z', dueAt: '2026-11-25T08:00:00Z' }],
  ['closing before due', { dueAt: '2026-11-25T08:00:00Z', closesAt: '2026-11-25T07:59:59Z' }],
  ['closing before the start', { startsAt: '2026-11-25T08:00:00Z', closesAt: '2026-11-25T08:00:00Z' }],
])('%s cannot be published', async (_what, times) => {
  const school = await testSchool();
  const { id: assignmentId, teacher } = await anAssignment(school, { ...times, published: false });
  await expect(school.as(teacher).call(publishContract, { params: { assignmentId } })).rejects.toMatchObject({
    status: 422,
    code: 'assignments.times_disordered',
  });
});

test('closing exactly at the due time is in order', async () => {
  const school = await testSchool();
  const time = '2026-11-25T08:00:00Z';
  await expect(anAssignment(school, { dueAt: time, closesAt: time })).resolves.toBeDefined();
});

test('work for nobody is not published', async () => {
  const school = await testSchool();
  const { id: assignmentId, teacher } = await anAssignment(school, { pupils: [], published: false });
  await expect(school.as(teacher).call(publishContract, { params: { assignmentId } })).rejects.toMatchObject({
    code: 'assignments.no_recipients',
  });
});

test('work with a start is announced at its start, and at the new one when it moves', async () => {
  const school = await testSchool();
  const { id: assignmentId, teacher } = await anAssignment(school, { startsAt: '2026-11-24T07:00:00Z' });
  await school
    .as(teacher)
    .call(saveContract, { params: { assignmentId }, body: { ...empty, revision: 1, title: 'a', startsAt: '2026-11-25T07:00:00Z' } });
  school.at('2026-11-24T07:00:00Z');
  await school.settle();
  expect(await school.events('assignments.set')).toEqual([]);
  school.at('2026-11-25T07:00:00Z');
  await school.settle();
  expect(await school.events('assignments.set')).toHaveLength(1);
});

test('only who leads, co-teaches or is in training there, and class teachers for their class, set work', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const [leads, inTraining, assists, past, stranger, head] = await Promise.all([
    teacherOf(school),
    teacherOf(school),
    teacherOf(school),
    teacherOf(school),
    teacherOf(school),
    aPerson(school, { capacities: ['teacher', 'head'] }),
  ]);
  const pupil = await aPerson(school);
  const courseId = await aCourse(school, {
    teachers: [
      leads,
      { personId: inTraining, part: 'in_training' },
      { personId: assists, part: 'assists' },
      { personId: past, part: 'leads', validTo: '2026-11-22' },
    ],
    pupils: [pupil],
  });
  const classId = await aClass(school, { teachers: [stranger], pupils: [pupil] });
  const course = { kind: 'course' as const, id: courseId };
  const group = { kind: 'group' as const, id: classId };
  const outsider = await teacherOf(other);

  for (const person of [leads, inTraining]) await school.as(person).call(createContract, { body: { target: course, ...empty } });
  await school.as(stranger).call(createContract, { body: { target: group, ...empty } });
  for (const [person, target] of [
    [assists, course],
    [past, course],
    [stranger, course],
    [head, course],
    [leads, group],
    [head, group],
  ] as const) {
    await expect(school.as(person).call(createContract, { body: { target, ...empty } })).rejects.toMatchObject({ status: 404 });
  }
  await expect(other.as(outsider).call(createContract, { body: { target: course, ...empty } })).rejects.toMatchObject({ status: 404 });
  await expect(
    school.as(leads).call(createContract, { body: { target: { kind: 'group', id: courseId }, ...empty } }),
  ).rejects.toMatchObject({ status: 404 });
  await expect(school.as(pupil).call(createContract, { body: { target: course, ...empty } })).rejects.toMatchObject({ status: 403 });
});

test('pupils who are not in the course and files of others are refused', async () => {
  const school = await testSchool();
  const [teacher, colleague, pupil, stranger] = [
    await teacherOf(school),
    await teacherOf(school),
    await aPerson(school),
    await aPerson(school),
  ];
  const id = await aCourse(school, { teachers: [teacher], pupils: [pupil] });
  const target = { kind: 'course' as const, id };
  const foreign = await aFile(school, colleague);
  await expect(school.as(teacher).call(createContract, { body: { ...empty, target, pupilIds: [pupil, stranger] } })).rejects.toMatchObject({
    status: 404,
  });
  await expect(school.as(teacher).call(createContract, { body: { ...empty, target, fileIds: [foreign] } })).rejects.toMatchObject({
    status: 404,
  });
});

test('a colleague’s worksheet stays when the other teacher saves', async () => {
  const school = await testSchool();
  const [teacher, colleague] = [await teacherOf(school), await teacherOf(school)];
  const fileId = await aFile(school, teacher);
  const courseId = await aCourse(school, { teachers: [teacher, colleague], pupils: [await aPerson(school)] });
  const { id: assignmentId } = await anAssignment(school, { teacher, target: { kind: 'course', id: courseId }, fileIds: [fileId] });

  await school
    .as(colleague)
    .call(saveContract, { params: { assignmentId }, body: { ...empty, revision: 1, title: 'b', fileIds: [fileId] } });

  expect((await school.as(teacher).call(assignmentContract, { params: { assignmentId } })).files).toMatchObject([{ id: fileId }]);
});

test('every door of a piece of work is closed to teachers of other courses and other schools', async () => {
  const [school, other] = [await testSchool(), await testSchool()];
  const { id: assignmentId } = await anAssignment(school);
  const stranger = await teacherOf(school);
  await aCourse(school, { teachers: [stranger] });
  const outsider = await teacherOf(other);
  for (const [at, person] of [
    [school, stranger],
    [other, outsider],
  ] as const) {
    const params = { assignmentId };
    await expect(at.as(person).call(assignmentContract, { params })).rejects.toMatchObject({ status: 404 });
    await expect(at.as(person).call(pupilsContract, { params })).rejects.toMatchObject({ status: 404 });
    await expect(at.as(person).call(saveContract, { params, body: { ...empty, revision: 1 } })).rejects.toMatchObject({ status: 404 });
    await expect(at.as(person).call(publishContract, { params })).rejects.toMatchObject({ status: 404 });
    await expect(at.as(person).call(deleteContract, { params })).rejects.toMatchObject({ status: 404 });
    await expect(at.as(person).call(restoreContract, { params })).rejects.toMatchObject({ status: 404 });
  }
});

test('work taken away is gone for pupils, can be brought back, and both are in the audit trail', async () => {
  const school = await testSchool();
  const { id: assignmentId, teacher, pupil } = await anAssignment(school);
  await school.as(teacher).call(deleteContract, { params: { assignmentId } });
  expect((await school.as(pupil).call(workListContract, { query: { show: 'all' } })).items).toEqual([]);
  await school.as(teacher).call(restoreContract, { params: { assignmentId } });
  expect((await school.as(pupil).call(workListContract, { query: { show: 'all' } })).items).toHaveLength(1);
});

test('work taken away stands in a list of its own, for those who may bring it back, with the same number of statements', async () => {
  const school = await testSchool();
  const first = await anAssignment(school, { title: 'Weg' });
  const stays = await anAssignment(school, { teacher: first.teacher, target: { kind: 'course', id: first.courseId }, title: 'Bleibt' });
  await school.as(first.teacher).call(deleteContract, { params: { assignmentId: first.id } });
  const removed = (person: string) => school.as(person).counted(setListContract, { query: { show: 'removed' } });

  const all = await school.as(first.teacher).counted(setListContract, { query: { show: 'all' } });
  expect(all.answer.items).toMatchObject([{ id: stays.id, removedAt: null }]);
  const one = await removed(first.teacher);
  expect(one.answer.items).toMatchObject([{ id: first.id, title: 'Weg', removedAt: expect.any(String) }]);
  expect((await removed(await teacherOf(school))).answer.items).toEqual([]);

  await school.as(first.teacher).call(deleteContract, { params: { assignmentId: stays.id } });
  const both = await removed(first.teacher);
  expect(both.answer.items).toHaveLength(2);
  expect([both.statements, all.statements]).toEqual([one.statements, one.statements]);
  await school.as(first.teacher).call(restoreContract, { params: { assignmentId: first.id } });
  expect((await removed(first.teacher)).answer.items).toMatchObject([{ id: stays.id }]);
});

test('a teacher’s list counts what there is to answer and takes as many statements for one as for fifty', async () => {
  const school = await testSchool();
  const first = await anAssignment(school, { dueAt: '2026-11-24T17:00:00Z' });
  const one = await school.as(first.teacher).counted(setListContract, {});
  for (let count = 0; count < 49; count += 1) {
    await anAssignment(school, {
      teacher: first.teacher,
      pupils: first.pupils,
      target: { kind: 'course', id: first.courseId },
      title: `Aufgabe ${count}`,
    });
  }
  const many = await school.as(first.teacher).counted(setListContract, { query: { limit: 50 } });
  expect(one.answer.items).toMatchObject([{ recipients: 1, handedIn: 0, toAnswer: 0, published: true }]);
  expect(many.answer.items).toHaveLength(50);
  expect(many.statements).toBe(one.statements);
  expect(many.statements).toBeLessThanOrEqual(3);
});

test('targets are the courses and classes one teaches, with their pupils', async () => {
  const school = await testSchool();
  const [teacher, pupil] = [await teacherOf(school), await aPerson(school, { lastName: 'Zander', firstName: 'Ali' })];
  const courseId = await aCourse(school, { name: 'M 8b', teachers: [teacher], pupils: [pupil] });
  const classId = await aClass(school, { name: '8b', teachers: [teacher], pupils: [pupil] });
  await aCourse(school, { teachers: [await teacherOf(school)], pupils: [pupil] });

  const { targets } = await school.as(teacher).call(targetsContract, {});

  expect(targets).toMatchObject([
    { kind: 'course', id: courseId, name: 'M 8b', subject: 'M', pupils: 1 },
    { kind: 'group', id: classId, name: '8b', subject: null, pupils: 1 },
  ]);
  for (const targetId of [courseId, classId]) {
    expect((await school.as(teacher).call(targetPupilsContract, { params: { targetId } })).items).toEqual([
      { id: pupil, name: 'Zander, Ali' },
    ]);
  }
  await expect(school.as(await teacherOf(school)).call(targetPupilsContract, { params: { targetId: courseId } })).rejects.toMatchObject({
    status: 404,
  });
});
