import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { listPeopleContract } from '../contract.ts';

async function filled(count: number) {
  const school = await testSchool();
  const office = await aPerson(school, { capacities: ['office'], lastName: 'Zacharias' });
  const pupils: string[] = [];
  for (let at = 0; at < count; at += 1)
    pupils.push(await aPerson(school, { lastName: `Kind${String(at).padStart(2, '0')}`, signIn: at % 2 === 0 }));
  return { school, pupils, as: school.as(office) };
}

test('the list takes as many statements for fifty people as for one', async () => {
  const [small, large] = [await filled(1), await filled(50)];
  const one = await small.as.counted(listPeopleContract, {});
  const fifty = await large.as.counted(listPeopleContract, {});
  expect(one.answer.items).toHaveLength(2);
  expect(fifty.answer.items).toHaveLength(50);
  expect(fifty.statements).toBe(one.statements);
});

test('pages follow each other without gap or doubling, in the order of names and of classes', async () => {
  const { school, pupils, as } = await filled(12);
  await aClass(school, { name: '10a', yearLevel: '10', pupils: pupils.slice(0, 6) });
  await aClass(school, { name: '5b', yearLevel: '05', pupils: pupils.slice(6) });

  for (const order of ['name', 'class'] as const) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { lastName: string }[]; next: string | null } = await as.call(listPeopleContract, {
        query: { order, limit: 5, ...(cursor === null ? {} : { cursor }) },
      });
      seen.push(...page.items.map(({ lastName }) => lastName));
      cursor = page.next;
    } while (cursor !== null);
    const names = pupils.map((_, at) => `Kind${String(at).padStart(2, '0')}`);
    expect(seen).toEqual(order === 'name' ? [...names, 'Zacharias'] : [...names.slice(6), ...names.slice(0, 6), 'Zacharias']);
  }
});

test('filters hold together: words, capacity, class, status, and whether somebody has come in', async () => {
  const { school, pupils, as } = await filled(6);
  const groupId = await aClass(school, { name: '8b', pupils: pupils.slice(0, 4) });
  const names = async (query: object) => (await as.call(listPeopleContract, { query })).items.map(({ lastName }) => lastName);

  expect(await names({ groupId, access: 'none' })).toEqual(['Kind01', 'Kind03']);
  expect(await names({ groupId, access: 'ready', q: 'kind00' })).toEqual(['Kind00']);
  expect(await names({ capacity: 'office' })).toEqual(['Zacharias']);
  expect(await names({ status: 'suspended' })).toEqual([]);
  expect((await as.call(listPeopleContract, { query: { groupId } })).items[0]).toMatchObject({
    className: '8b',
    capacities: ['pupil'],
    access: 'ready',
  });
});

test('a cursor that is not ours is refused', async () => {
  const { as } = await filled(1);
  await expect(as.call(listPeopleContract, { query: { cursor: 'bm90IG91cnM' } })).rejects.toMatchObject({ status: 400 });
});
