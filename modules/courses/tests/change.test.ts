import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import {
  addPupilsContract,
  addTeachersContract,
  changeCourseContract,
  createCourseContract,
  endCourseContract,
  removeFromCourseContract,
} from '../contract.ts';
import { privacy } from '../privacy.ts';
import {
  coursesById,
  coursesOfPupil,
  coursesOfTeacher,
  pupilsOfCourse,
  saveCourseMembers,
  saveCourses,
  saveCourseTeachers,
  teachersOfCourse,
} from '../public.ts';
import { aCourse } from './build.ts';

const open = { validFrom: null, validTo: null };
const day = '2026-11-23';

async function staffed() {
  const school = await testSchool();
  const office = await aPerson(school, { capacities: ['office'] });
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  return { school, office, asOffice: school.as(office), teacher };
}

test('the office makes a course of a class, adds a second teacher and a single pupil, and takes one out', async () => {
  const { school, asOffice, teacher } = await staffed();
  const second = await aPerson(school, { capacities: ['teacher'] });
  const [one, other, guest] = [await aPerson(school), await aPerson(school), await aPerson(school, { guestOf: 'Schiller' })];
  const classId = await aClass(school, { pupils: [one, other] });

  const { courseId } = await asOffice.call(createCourseContract, {
    body: { name: 'Mathematik 8b', subject: 'M', subjectName: 'Mathematik', classId, teacherIds: [teacher] },
  });
  await asOffice.call(addTeachersContract, { params: { courseId }, body: { personIds: [second], part: 'in_training', ...open } });
  expect(await asOffice.call(addPupilsContract, { params: { courseId }, body: { personIds: [guest], ...open } })).toEqual({
    added: 1,
    changed: 0,
  });
  await asOffice.call(removeFromCourseContract, { params: { courseId }, body: { personIds: [one], lastDay: '2026-11-22' } });

  await school.write(async (db) => {
    expect((await teachersOfCourse(db, [courseId], day)).map(({ personId, part }) => [personId, part])).toEqual([
      [teacher, 'leads'],
      [second, 'in_training'],
    ]);
    expect((await pupilsOfCourse(db, [courseId], day)).map(({ personId }) => personId).sort()).toEqual([other, guest].sort());
    expect(await coursesOfTeacher(db, teacher, day)).toMatchObject([
      { id: courseId, subject: 'M', subjectName: 'Mathematik', classId, part: 'leads' },
    ]);
    expect(await coursesOfPupil(db, [other, one], day)).toMatchObject([{ id: courseId, personId: other }]);
  });
  expect(await school.events('courses.member_removed')).toEqual([{ courseId, personId: one }]);
});

test('a course is renamed, gets another subject, ends', async () => {
  const { school, asOffice, teacher } = await staffed();
  const courseId = await aCourse(school, { teachers: [teacher] });
  await asOffice.call(changeCourseContract, { params: { courseId }, body: { name: 'Physik 8b', subject: 'PH', subjectName: 'Physik' } });
  expect((await school.write((db) => coursesById(db, [courseId]))).get(courseId)).toMatchObject({ name: 'Physik 8b', subject: 'PH' });
  await asOffice.call(endCourseContract, { params: { courseId }, body: { lastDay: '2026-11-22' } });
  expect(await school.write((db) => coursesOfTeacher(db, teacher, day))).toEqual([]);
});

test('who teaches works here, who learns is a pupil here', async () => {
  const { school, asOffice, teacher } = await staffed();
  const pupil = await aPerson(school);
  const stranger = await aPerson(await testSchool());
  const courseId = await aCourse(school);
  const add = (personIds: string[]) =>
    asOffice.call(addTeachersContract, { params: { courseId }, body: { personIds, part: 'leads', ...open } });
  const seat = (personIds: string[]) => asOffice.call(addPupilsContract, { params: { courseId }, body: { personIds, ...open } });

  for (const id of [pupil, stranger]) await expect(add([id])).rejects.toMatchObject({ status: 422, code: 'courses.not_staff' });
  for (const id of [teacher, stranger, await aGuardian(school, [pupil])])
    await expect(seat([id])).rejects.toMatchObject({ status: 422, code: 'courses.not_a_pupil' });
});

test('teachers and pupils do not change courses; a weak sign-in does not either', async () => {
  const { school, office, teacher } = await staffed();
  const pupil = await aPerson(school);
  const courseId = await aCourse(school, { teachers: [teacher], pupils: [pupil] });
  const input = { params: { courseId }, body: { name: 'X' } };
  for (const who of [teacher, pupil])
    await expect(school.as(who).call(changeCourseContract, input)).rejects.toMatchObject({ status: 403, code: 'kernel.forbidden' });
  await expect(school.as({ personId: office, strong: false }).call(changeCourseContract, input)).rejects.toMatchObject({
    code: 'kernel.second_factor_needed',
  });
});

test('courses that are elsewhere or sensitive are not there for the office', async () => {
  const { school, asOffice } = await staffed();
  const missing = { status: 404, code: 'kernel.not_found' };
  for (const courseId of [await aCourse(await testSchool()), await aCourse(school, { sensitive: true }), newId()]) {
    await expect(asOffice.call(changeCourseContract, { params: { courseId }, body: { name: 'X' } })).rejects.toMatchObject(missing);
    await expect(asOffice.call(addPupilsContract, { params: { courseId }, body: { personIds: [], ...open } })).rejects.toMatchObject(
      missing,
    );
    await expect(
      asOffice.call(removeFromCourseContract, { params: { courseId }, body: { personIds: [newId()], lastDay: null } }),
    ).rejects.toMatchObject(missing);
  }
});

test('five hundred courses with members are written in a handful of statements, and again change nothing', async () => {
  const school = await testSchool();
  const now = school.ctx().now();
  const pupils = await Promise.all(Array.from({ length: 8 }, () => aPerson(school, { signIn: false })));
  const [teacher] = [await aPerson(school, { capacities: ['teacher'] })];
  const courses = Array.from({ length: 500 }, (_, at) => ({
    id: newId(),
    name: `K${at}`,
    subject: at % 2 ? 'M' : 'D',
    schoolYear: 2026,
    source: 'enm',
    sourceId: String(at),
  }));
  const members = courses.flatMap(({ id: courseId }) => pupils.map((personId) => ({ courseId, personId, source: 'enm' })));
  const teachers = courses.map(({ id: courseId }) => ({ courseId, personId: teacher, part: 'leads' as const, source: 'enm' }));

  await school.write(async (db) => {
    const before = db.statementCount();
    await saveCourses(db, courses, now);
    expect(await saveCourseMembers(db, members)).toEqual({ added: 4000, changed: 0 });
    expect(await saveCourseTeachers(db, teachers)).toEqual({ added: 500, changed: 0 });
    expect(db.statementCount() - before).toBeLessThanOrEqual(7);
    expect(await saveCourses(db, courses, now)).toEqual({ added: [], changed: [] });
    expect(await saveCourseMembers(db, members)).toEqual({ added: 0, changed: 0 });
  });
});

test('a person gets all courses, and after erasing there are none', async () => {
  const { school, teacher } = await staffed();
  const pupil = await aPerson(school);
  await aCourse(school, { name: 'M 8b', teachers: [teacher], pupils: [pupil] });
  if ('holdsNothing' in privacy) throw new Error('courses holds persons');
  const { exportPerson, erasePerson } = privacy;
  await school.write(async (db) => {
    for (const [id, part, column] of [
      [teacher, 'teaching', 'courses.teacher.person_id'],
      [pupil, 'course', 'courses.member.person_id'],
    ] as const) {
      const parts: unknown[] = [];
      for await (const piece of exportPerson(db, id)) parts.push(piece);
      expect(parts).toMatchObject([{ part, value: { name: 'M 8b' } }]);
      expect((await erasePerson(db, id))[column]).toBe(1);
      expect((await erasePerson(db, id))[column]).toBe(0);
    }
  });
});
