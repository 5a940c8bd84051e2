import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { privacy } from '../privacy.ts';
import { namesOf } from '../public.ts';
import { aGuardian, aPerson } from './build.ts';

test('a person gets all that people keeps, and after erasing there is nothing', async () => {
  const school = await testSchool();
  const child = await aPerson(school, { firstName: 'Elif', signIn: false });
  const guardian = await aGuardian(school, [child], { lastName: 'Demir', email: 'demir@example.org', signIn: false });
  if ('holdsNothing' in privacy) throw new Error('people holds persons');
  const { exportPerson, erasePerson } = privacy;

  await school.write(async (db) => {
    const parts: { part: string; value: unknown }[] = [];
    for await (const piece of exportPerson(db, guardian)) parts.push(piece);
    expect(parts.map(({ part }) => part)).toEqual(['person', 'capacity', 'relation']);
    expect(parts[0]?.value).toMatchObject({ last_name: 'Demir', email: 'demir@example.org' });
    const counts = await erasePerson(db, guardian);
    expect(counts).toMatchObject({ 'people.person.id': 1, 'people.capacity.person_id': 1, 'people.relation.person_id': 1 });
    expect((await erasePerson(db, guardian))['people.person.id']).toBe(0);
    expect([...(await namesOf(db, [guardian, child])).keys()]).toEqual([child]);
  });
  expect(await school.events('people.person_erased')).toEqual([{ personId: guardian }]);
});
