import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { listCardClassesContract } from '../contract.ts';

test('classes for picture cards take the same number of statements with 1 and with 50 rows', async () => {
  const school = await testSchool();
  const few = await aPerson(school, { capacities: ['teacher'] });
  const many = await aPerson(school, { capacities: ['teacher'] });
  await aClass(school, { teachers: [few] });
  for (let place = 0; place < 50; place += 1) await aClass(school, { name: `${place}k`, teachers: [many] });

  const one = await school.as(few).counted(listCardClassesContract, {});
  const fifty = await school.as(many).counted(listCardClassesContract, {});

  expect([one.answer.items.length, fifty.answer.items.length]).toEqual([1, 50]);
  expect(fifty.statements).toBe(one.statements);
});
