import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { assignmentContract, setListContract } from '../set/contract.ts';
import { saveTagsContract, tagsContract } from '../tags/contract.ts';
import { anAssignment } from './build.ts';

test('a teacher’s own words filter the list, and colleagues in the course do not see them', async () => {
  const school = await testSchool();
  const [teacher, colleague] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['teacher'] })];
  const target = {
    kind: 'course' as const,
    id: await aCourse(school, { teachers: [teacher, colleague], pupils: [await aPerson(school)] }),
  };
  const { id } = await anAssignment(school, { teacher, target, title: 'mit Wort' });
  await anAssignment(school, { teacher, target, title: 'ohne' });
  const params = { assignmentId: id };
  const save = (words: string[], who = teacher) => school.as(who).call(saveTagsContract, { params, body: { words } });

  expect(await save([' Klausur ', 'klausur', 'Abitur'])).toEqual({ words: ['Abitur', 'klausur'] });

  const filtered = (who: string) => school.as(who).call(setListContract, { query: { tag: 'klausur' } });
  expect((await filtered(teacher)).items).toMatchObject([{ title: 'mit Wort', tags: ['Abitur', 'klausur'] }]);
  expect((await filtered(colleague)).items).toEqual([]);
  expect((await school.as(colleague).call(assignmentContract, { params })).tags).toEqual([]);
  expect((await school.as(teacher).call(tagsContract, { query: {} })).items).toEqual([
    { word: 'Abitur', uses: 1 },
    { word: 'klausur', uses: 1 },
  ]);
  expect((await school.as(colleague).call(tagsContract, { query: {} })).items).toEqual([]);
  await save(['Abitur']);
  expect((await filtered(teacher)).items).toEqual([]);
});

test('words hang on work one teaches, and on no other', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const { id, pupil } = await anAssignment(school, {});
  const params = { assignmentId: id };
  for (const [where, who, status] of [
    [school, await aPerson(school, { capacities: ['teacher'] }), 404],
    [school, pupil, 403],
    [other, await aPerson(other, { capacities: ['teacher'] }), 404],
  ] as const)
    await expect(where.as(who).call(saveTagsContract, { params, body: { words: ['x'] } })).rejects.toMatchObject({ status });
});

test('the list of words takes as many statements for one as for fifty', async () => {
  const school = await testSchool();
  const { id, teacher, courseId } = await anAssignment(school, {});
  const save = (assignmentId: string, words: string[]) =>
    school.as(teacher).call(saveTagsContract, { params: { assignmentId }, body: { words } });
  await save(id, ['wort']);
  const one = await school.as(teacher).counted(tagsContract, { query: {} });
  for (let work = 0; work < 5; work += 1) {
    const { id: more } = await anAssignment(school, { teacher, target: { kind: 'course', id: courseId } });
    await save(
      more,
      Array.from({ length: 10 }, (_, place) => `wort ${work} ${place}`),
    );
  }
  const many = await school.as(teacher).counted(tagsContract, { query: { limit: 100 } });
  expect(many.answer.items).toHaveLength(51);
  expect(many.statements).toBe(one.statements);
});
