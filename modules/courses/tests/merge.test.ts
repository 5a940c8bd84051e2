import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { groupsOf } from '#modules/groups/public.ts';
import { aGroup } from '#modules/groups/tests/build.ts';
import { personsMerged } from '#modules/people/public.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';

test('after a merge the kept person stands in the groups of the double, once each', async () => {
  const school = await testSchool();
  const child = await aPerson(school);
  const [keptId, doubleId] = [await aGuardian(school, [child]), await aGuardian(school, [child])];
  const both = await aGroup(school, { kind: 'guardians', name: 'Eltern 5a', members: [{ personId: keptId }, { personId: doubleId }] });
  const one = await aGroup(school, { kind: 'guardians', name: 'Eltern 8b', members: [{ personId: doubleId }] });

  await school.write((db) => db.emit(personsMerged, { keptId, doubleId }));
  await school.settle();
  await school.settle();

  const groups = await school.write((db) => groupsOf(db, [keptId, doubleId], '2026-11-23'));
  expect(groups.map(({ groupId, personId }) => [groupId, personId])).toEqual([
    [both, keptId],
    [one, keptId],
  ]);
});
