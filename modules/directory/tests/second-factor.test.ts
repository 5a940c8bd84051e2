import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aGuardian, aPerson, identityOf } from '#modules/people/tests/build.ts';
import { dropSecondFactorContract, personContract } from '../contract.ts';

async function withFactor(school: TestSchool, personId: string): Promise<string> {
  const identityId = await identityOf(school, personId);
  await school.write((db) =>
    sql`insert into identities.totp (identity_id, sealed_secret, confirmed_at) values (${identityId}, 'made for a test', now())`.execute(
      db,
    ),
  );
  return personId;
}
async function hasFactor(school: TestSchool, personId: string): Promise<boolean> {
  const { rows } = await school.write((db) =>
    sql<{ has: boolean }>`select has_second_factor as has from identities.pub_access where person_id = ${personId}`.execute(db),
  );
  return rows[0]?.has ?? false;
}
const wish = (personId: string) => ({ params: { personId } });

test('the office takes a lost second factor from a teacher, who is signed out where it was shown', async () => {
  const school = await testSchool();
  const office = await aPerson(school, { capacities: ['office'] });
  const teacher = await withFactor(school, await aPerson(school, { capacities: ['teacher'] }));
  const [strong, weak] = [await school.as(teacher).client(), await school.as({ personId: teacher, strong: false }).client()];
  const read = () => school.as(office).call(personContract, wish(teacher));
  expect((await read()).access).toMatchObject({ hasSecondFactor: true });

  expect(await school.as(office).call(dropSecondFactorContract, wish(teacher))).toEqual({ dropped: true });

  expect((await read()).access).toMatchObject({ hasSecondFactor: false });
  await expect(strong.call(personContract, wish(teacher))).rejects.toMatchObject({ status: 401 });
  await expect(weak.call(personContract, wish(teacher))).resolves.toMatchObject({ id: teacher });
  expect(await school.events('identities.second_factors_dropped')).toEqual([{ personId: teacher }]);
  expect(await school.as(office).call(dropSecondFactorContract, wish(teacher))).toEqual({ dropped: false });
});

test('for office, head and school admin it takes the school admin, and nobody does it for themselves', async () => {
  const school = await testSchool();
  const office = await aPerson(school, { capacities: ['office'] });
  const admin = await withFactor(school, await aPerson(school, { capacities: ['school_admin'] }));
  for (const capacity of ['office', 'head', 'school_admin'] as const) {
    const personId = await withFactor(school, await aPerson(school, { capacities: [capacity] }));
    await expect(school.as(office).call(dropSecondFactorContract, wish(personId))).rejects.toMatchObject({
      code: 'directory.roles_needed',
    });
    expect(await hasFactor(school, personId)).toBe(true);
    expect(await school.as(admin).call(dropSecondFactorContract, wish(personId))).toEqual({ dropped: true });
  }
  await expect(school.as(admin).call(dropSecondFactorContract, wish(admin))).rejects.toMatchObject({
    status: 409,
    code: 'directory.own_factor',
  });
  expect(await hasFactor(school, admin)).toBe(true);
});

test('a colleague, a head without the right for codes, pupils, guardians, a weak sign-in and other schools take nothing', async () => {
  const [school, other] = [await testSchool(), await testSchool()];
  const victim = await withFactor(school, await aPerson(school, { capacities: ['teacher'] }));
  const pupil = await aPerson(school);
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  await aClass(school, { teachers: [teacher], pupils: [pupil] });
  const attempts = [
    [school.as(teacher), 403],
    [school.as(await aPerson(school, { capacities: ['head'] })), 403],
    [school.as({ personId: await aPerson(school, { capacities: ['office'] }), strong: false }), 403],
    [school.as(pupil), 404],
    [school.as(await aGuardian(school, [pupil])), 404],
    [other.as(await aPerson(other, { capacities: ['school_admin'] })), 404],
  ] as const;
  for (const [who, status] of attempts) await expect(who.call(dropSecondFactorContract, wish(victim))).rejects.toMatchObject({ status });
  expect(await hasFactor(school, victim)).toBe(true);
  expect(await school.as(teacher).call(dropSecondFactorContract, wish(pupil))).toEqual({ dropped: false });
});

test('an admin who has made somebody a person of their own school gets no second factor off that sign-in', async () => {
  const [home, other] = [await testSchool(), await testSchool()];
  const teacher = await withFactor(home, await aPerson(home, { capacities: ['teacher'] }));
  const guest = await aPerson(other, { capacities: ['teacher'], identityId: await identityOf(home, teacher) });
  const admin = await aPerson(other, { capacities: ['school_admin'] });

  await expect(other.as(admin).call(dropSecondFactorContract, wish(guest))).rejects.toMatchObject({
    status: 403,
    code: 'identities.factor_of_others',
    message: expect.stringContaining('anderen Schule'),
  });
  expect(await hasFactor(home, teacher)).toBe(true);
});
