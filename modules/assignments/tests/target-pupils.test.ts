import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { targetPupilsContract } from '../set/contract.ts';

test('the pupils of a course take the same number of statements with 1 and with 50 rows', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupils: string[] = [];
  for (let place = 0; place < 50; place += 1) pupils.push(await aPerson(school, { signIn: false }));
  const small = await aCourse(school, { teachers: [teacher], pupils: pupils.slice(0, 1) });
  const large = await aCourse(school, { teachers: [teacher], pupils });

  const one = await school.as(teacher).counted(targetPupilsContract, { params: { targetId: small } });
  const fifty = await school.as(teacher).counted(targetPupilsContract, { params: { targetId: large }, query: { limit: 50 } });

  expect([one.answer.items.length, fifty.answer.items.length]).toEqual([1, 50]);
  expect(fifty.statements).toBe(one.statements);
});
