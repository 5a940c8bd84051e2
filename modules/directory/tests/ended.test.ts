import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse, endCourseContract } from '#modules/courses/tests/build.ts';
import { aClass, aGroup, endGroupContract } from '#modules/groups/tests/build.ts';
import { aGuardian, aPerson, giveCapacityContract } from '#modules/people/tests/build.ts';
import { aDivision } from '#modules/schools/tests/build.ts';
import { courseContract, groupContract, listCoursesContract, listGroupsContract, ownGroupsContract, personContract } from '../contract.ts';

const ended = { query: { ended: true } };
const missing = { status: 404, code: 'kernel.not_found' };

/** A class and a course that ended on the Friday before. */
async function aFormerYear() {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupil = await aPerson(school, { firstName: 'Elif', lastName: 'Demir' });
  const office = await aPerson(school, { capacities: ['office'] });
  const classId = await aClass(school, { name: '7b', teachers: [teacher], pupils: [pupil] });
  const courseId = await aCourse(school, { name: '7b Mathe', teachers: [teacher], pupils: [pupil] });
  await school.as(office).call(endGroupContract, { params: { groupId: classId }, body: { lastDay: '2026-11-20' } });
  await school.as(office).call(endCourseContract, { params: { courseId }, body: { lastDay: '2026-11-20' } });
  return { school, teacher, pupil, office, classId, courseId };
}

test('a teacher finds the classes and courses of former years under "ended", with the people of their last day', async () => {
  const { school, teacher, pupil, classId, courseId } = await aFormerYear();
  const as = school.as(teacher);
  expect(await as.call(ownGroupsContract, { query: {} })).toMatchObject({ groups: [], courses: [] });
  expect(await as.call(ownGroupsContract, ended)).toMatchObject({
    groups: [{ id: classId, name: '7b', parts: ['class_teacher'], schoolYear: 2026 }],
    courses: [{ id: courseId, pupilCount: 1 }],
  });
  const group = await as.call(groupContract, { params: { groupId: classId } });
  expect(group).toMatchObject({ endedOn: '2026-11-20', may: { all: false, representatives: false, issueCodes: false } });
  expect(group.members.map(({ personId }) => personId)).toEqual([teacher, pupil]);
  const course = await as.call(courseContract, { params: { courseId } });
  expect(course.pupils).toMatchObject([{ personId: pupil, lastName: 'Demir' }]);
});

test('who left before the end, colleagues, pupils, guardians and other schools find nothing there', async () => {
  const { school, pupil, office, classId, courseId } = await aFormerYear();
  const left = await aPerson(school, { capacities: ['teacher'] });
  const early = await aGroup(school, { members: [{ personId: left, part: 'leader', validTo: '2026-11-10' }] });
  await school.as(office).call(endGroupContract, { params: { groupId: early }, body: { lastDay: '2026-11-20' } });
  expect(await school.as(left).call(ownGroupsContract, ended)).toMatchObject({ groups: [], courses: [] });
  await expect(school.as(left).call(groupContract, { params: { groupId: early } })).rejects.toMatchObject(missing);

  for (const who of [left, pupil, await aGuardian(school, [pupil])]) {
    expect(await school.as(who).call(ownGroupsContract, ended)).toMatchObject({ groups: [], courses: [] });
    await expect(school.as(who).call(groupContract, { params: { groupId: classId } })).rejects.toMatchObject(missing);
  }
  const other = await testSchool();
  const stranger = await aPerson(other, { capacities: ['teacher'] });
  await expect(other.as(stranger).call(groupContract, { params: { groupId: classId } })).rejects.toMatchObject(missing);
  await expect(other.as(stranger).call(courseContract, { params: { courseId } })).rejects.toMatchObject(missing);
});

test('the office lists ended groups and courses apart from the present ones', async () => {
  const { school, office, classId, courseId } = await aFormerYear();
  const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);
  expect(ids(await school.as(office).call(listGroupsContract, ended))).toEqual([classId]);
  expect(ids(await school.as(office).call(listCoursesContract, ended))).toEqual([courseId]);
  expect(ids(await school.as(office).call(listGroupsContract, { query: {} }))).toEqual([]);
  expect(ids(await school.as(office).call(listCoursesContract, { query: {} }))).toEqual([]);
});

test('a sensitive group that has ended stays unnamed, to its own people too', async () => {
  const { school } = await aFormerYear();
  const counsellor = await aPerson(school, { capacities: ['staff'] });
  const groupId = await aGroup(school, { sensitive: true, members: [{ personId: counsellor, part: 'leader' }] });
  const as = school.as(counsellor);
  await as.call(endGroupContract, { params: { groupId }, body: { lastDay: '2026-11-20' } });
  expect(await as.call(ownGroupsContract, ended)).toMatchObject({ groups: [] });
  await expect(as.call(groupContract, { params: { groupId } })).rejects.toMatchObject(missing);
});

test('a role can be given for one division: the open ones are offered to who may, and the page names it to those who see the person', async () => {
  const school = await testSchool();
  const admin = await aPerson(school, { capacities: ['school_admin'] });
  const person = await aPerson(school, { capacities: ['teacher'] });
  const sek1 = await aDivision(school, 'Sekundarstufe I');
  await aDivision(school, 'Abendschule', { closed: true });
  const page = (who: string) => school.as(who).call(personContract, { params: { personId: person } });
  expect((await page(admin)).divisions).toEqual([{ id: sek1, name: 'Sekundarstufe I' }]);

  await school.as(admin).call(giveCapacityContract, {
    params: { personId: person, capacity: 'office' },
    body: { divisionId: sek1, validFrom: null, validTo: null },
  });
  const seen = await page(await aPerson(school, { capacities: ['office'] }));
  expect(seen.capacities).toContainEqual({ capacity: 'office', divisionId: sek1, validFrom: null, validTo: null });
  expect(seen.divisions).toEqual([{ id: sek1, name: 'Sekundarstufe I' }]);
});
