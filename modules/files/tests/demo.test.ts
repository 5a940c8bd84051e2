import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { demo } from '../demo/demo.ts';
import { folderContract, spacesContract } from '../tree/contract.ts';

test('the demo’s teacher and pupil find trees of their own, and in their courses and classes', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'], firstName: 'Aylin', lastName: 'Yılmaz' });
  const pupil = await aPerson(school, { capacities: ['pupil'], firstName: 'Elif', lastName: 'Demir' });
  await aCourse(school, { teachers: [teacher], pupils: [pupil] });
  await aClass(school, { teachers: [teacher], pupils: [pupil] });

  await school.write((db) => demo(school.ctx(), db));

  for (const who of [teacher, pupil]) {
    const { items } = await school.as(who).call(spacesContract, { query: {} });
    expect(items.map(({ kind }) => kind)).toEqual(['own', 'course', 'group']);
    for (const { id } of items)
      expect((await school.as(who).call(folderContract, { query: { spaceId: id } })).items.length).toBeGreaterThan(1);
  }
});
