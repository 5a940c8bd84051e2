import { expect, test } from 'vitest';
import type { Caller } from '#kernel/access/caller.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { requireCoursePupil, requireCourseTeacher } from '../public.ts';
import { aCourse } from './build.ts';

const day = '2026-11-23';

function caller(personId: string, context: Caller['context']): Caller {
  return {
    identityId: personId,
    deviceId: personId,
    personId,
    name: 'x',
    context,
    contexts: [context],
    capacities: [],
    permissions: new Set(),
    divisionIds: null,
    strong: true,
    strongNeeded: false,
    sharedDevice: false,
    atSeveralSchools: false,
  };
}

async function aCourseOfTwo(): Promise<{ school: TestSchool; courseId: string; teachers: string[]; pupil: string }> {
  const school = await testSchool();
  const teachers = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['teacher'] })];
  const pupil = await aPerson(school);
  return { school, teachers, pupil, courseId: await aCourse(school, { teachers, pupils: [pupil] }) };
}

test('each of two teachers of a course gets it with the own part, in the context of work only', async () => {
  const { school, courseId, teachers } = await aCourseOfTwo();
  await school.write(async (db) => {
    const parts = [];
    for (const id of teachers) parts.push((await requireCourseTeacher(db, caller(id, 'work'), courseId, day)).part);
    expect(parts).toEqual(['leads', 'co_teaches']);
    await expect(requireCourseTeacher(db, caller(teachers[0] ?? '', 'guardian'), courseId, day)).rejects.toMatchObject({ status: 404 });
  });
});

test('nobody else gets a course as its teacher: pupils, guardians, colleagues, people of another school', async () => {
  const { school, courseId, pupil } = await aCourseOfTwo();
  const others = [pupil, await aGuardian(school, [pupil]), await aPerson(school, { capacities: ['teacher'] })];
  await school.write(async (db) => {
    for (const id of others)
      await expect(requireCourseTeacher(db, caller(id, 'work'), courseId, day)).rejects.toMatchObject({ status: 404 });
  });
  const elsewhere = await aCourseOfTwo();
  await elsewhere.school.write(async (db) => {
    await expect(requireCourseTeacher(db, caller(elsewhere.teachers[0] ?? '', 'work'), courseId, day)).rejects.toMatchObject({
      status: 404,
    });
  });
});

test('a pupil gets the own course, nobody else’s, and only as a pupil', async () => {
  const { school, courseId, pupil, teachers } = await aCourseOfTwo();
  const other = await aPerson(school);
  await school.write(async (db) => {
    await expect(requireCoursePupil(db, caller(pupil, 'pupil'), courseId, day)).resolves.toMatchObject({ id: courseId });
    await expect(requireCoursePupil(db, caller(pupil, 'guardian'), courseId, day)).rejects.toMatchObject({ status: 404 });
    for (const id of [other, teachers[0] ?? ''])
      await expect(requireCoursePupil(db, caller(id, 'pupil'), courseId, day)).rejects.toMatchObject({ status: 404 });
  });
});
