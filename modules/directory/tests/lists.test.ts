import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { listCoursesContract, listGroupsContract } from '../contract.ts';

/** A school with so many classes, each with a course of its own, and its office. */
async function aSchoolWith(classes: number): Promise<{ school: TestSchool; office: string }> {
  const school = await testSchool();
  const office = await aPerson(school, { capacities: ['office'] });
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  for (let place = 0; place < classes; place += 1) {
    const classId = await aClass(school, { name: `${place}a`, teachers: [teacher] });
    await aCourse(school, { name: `Mathematik ${place}a`, classId, teachers: [teacher] });
  }
  return { school, office };
}

test('groups and courses take the same number of statements with 1 and with 50 rows', async () => {
  const small = await aSchoolWith(1);
  const large = await aSchoolWith(50);

  const groups = await small.school.as(small.office).counted(listGroupsContract, {});
  const manyGroups = await large.school.as(large.office).counted(listGroupsContract, {});
  const courses = await small.school.as(small.office).counted(listCoursesContract, {});
  const manyCourses = await large.school.as(large.office).counted(listCoursesContract, {});

  expect([groups.answer.items.length, manyGroups.answer.items.length]).toEqual([1, 50]);
  expect([courses.answer.items.length, manyCourses.answer.items.length]).toEqual([1, 50]);
  expect(manyGroups.statements).toBe(groups.statements);
  expect(manyCourses.statements).toBe(courses.statements);
});
