import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { announceComingOfAge } from '../coming-of-age/announce.ts';
import { isOfAge, ofAgeOn } from '../coming-of-age/day.ts';
import { correctPersonContract, keepGuardianContract, myGuardiansContract } from '../contract.ts';
import { makeOneComeOfAge } from '../demo/come-of-age.ts';
import { childrenOf, guardiansOf } from '../relations.ts';
import { aGuardian, anAssistant, aPerson } from './build.ts';

/** A pupil who comes of age on 7 December 2026, two weeks after the tests' first day, with both parents. */
async function family() {
  const school = await testSchool();
  const pupil = await aPerson(school, { firstName: 'Mila', lastName: 'Reiher', birthDate: '2008-12-07' });
  const mother = await aGuardian(school, [pupil]);
  const father = await aGuardian(school, [pupil]);
  return { school, pupil, mother, father };
}

const sees = (school: TestSchool, guardian: string, day: string) =>
  school.write(async (db) => (await childrenOf(db, guardian, day)).length === 1);
const announce = (school: TestSchool) => announceComingOfAge.run(school.ctx(), {}, new AbortController().signal);
async function told(school: TestSchool): Promise<string[]> {
  await school.settle();
  const { rows } = await school.write((db) =>
    sql<{
      personId: string;
      titleKey: string;
    }>`select person_id as "personId", title_key as "titleKey" from notices.notice order by id`.execute(db),
  );
  return rows.map(({ personId, titleKey }) => `${personId} ${titleKey.replace('notices.of_age.', '').replace('_title', '')}`);
}

test('of age begins with the 18th birthday, of those born on 29 February on 1 March', () => {
  expect(ofAgeOn('2008-12-07')).toBe('2026-12-07');
  expect(ofAgeOn('2008-02-29')).toBe('2026-03-01');
  expect([isOfAge('2008-12-07', '2026-12-06'), isOfAge('2008-12-07', '2026-12-07'), isOfAge(null, '2026-12-07')]).toEqual([
    false,
    true,
    false,
  ]);
});

test.each(['2008-12-07', '2008-02-29', '2008-03-01', '2009-01-01'])(
  'born on %s: database and program agree on the day',
  async (birthDate) => {
    const school = await testSchool();
    const pupil = await aPerson(school, { birthDate });
    const guardian = await aGuardian(school, [pupil]);
    const day = ofAgeOn(birthDate);
    const { rows } = await school.write((db) =>
      sql<{ last: string }>`select valid_to + 1 as last from people.pub_relation where person_id = ${guardian}`.execute(db),
    );
    expect(rows[0]?.last).toBe(day);
  },
);

test('guardians see the child up to the eve of the 18th birthday, and no longer, without any nightly work', async () => {
  const { school, pupil, mother } = await family();
  expect(await sees(school, mother, '2026-12-06')).toBe(true);
  expect(await sees(school, mother, '2026-12-07')).toBe(false);
  expect(await school.write((db) => guardiansOf(db, [pupil], '2026-12-07'))).toEqual(new Map());
});

test('a class assistant stays, and so do guardians of pupils without a birth date', async () => {
  const { school, pupil } = await family();
  const other = await aPerson(school);
  const guardian = await aGuardian(school, [other]);
  const assistant = await anAssistant(school, pupil);
  expect(await sees(school, guardian, '2040-01-01')).toBe(true);
  const { rows } = await school.write((db) => sql`select valid_to from people.pub_relation where person_id = ${assistant}`.execute(db));
  expect(rows).toEqual([{ valid_to: null }]);
});

test('before the birthday the pupil sees who reads along and cannot change it; afterwards it is theirs to say, each time anew', async () => {
  const { school, pupil, mother, father } = await family();
  const as = school.as(pupil);
  const keep = (personId: string, yes: boolean) => as.call(keepGuardianContract, { params: { personId }, body: { sees: yes } });
  expect(await as.call(myGuardiansContract, {})).toMatchObject({
    ofAge: false,
    ofAgeOn: '2026-12-07',
    guardians: [{ sees: true }, { sees: true }],
  });
  await expect(keep(mother, true)).rejects.toMatchObject({ status: 409, code: 'people.not_of_age' });

  school.at('2026-12-07T08:00:00Z');
  expect((await as.call(myGuardiansContract, {})).guardians.map((each) => each.sees)).toEqual([false, false]);
  await keep(mother, true);
  expect(await sees(school, mother, '2026-12-07')).toBe(true);
  expect(await sees(school, father, '2026-12-07')).toBe(false);
  await keep(mother, false);
  expect(await sees(school, mother, '2026-12-07')).toBe(false);
});

test('nobody else decides: no guardian, no office, no other pupil; whom the administration keeps away is not named and cannot be let in', async () => {
  const { school, pupil, mother, father } = await family();
  school.at('2026-12-08T08:00:00Z');
  await school.write((db) => sql`update people.relation set blocked = true where person_id = ${father}`.execute(db));
  const input = (personId: string) => ({ params: { personId }, body: { sees: true } });
  const strangers = [mother, await aPerson(school, { capacities: ['office'] }), await aPerson(school, { birthDate: '2000-01-01' })];
  for (const who of strangers)
    await expect(school.as(who).call(keepGuardianContract, input(mother))).rejects.toMatchObject({ status: 404 });

  const mine = await school.as(pupil).call(myGuardiansContract, {});
  expect(mine.guardians.map(({ personId }) => personId)).toEqual([mother]);
  await expect(school.as(pupil).call(keepGuardianContract, input(father))).rejects.toMatchObject({ status: 404 });
  await expect(school.as(pupil).call(keepGuardianContract, input(await aGuardian(await testSchool(), [])))).rejects.toMatchObject({
    status: 404,
  });
});

test('some weeks before and on the day pupil, guardians and office are told, each once', async () => {
  const { school, pupil, mother, father } = await family();
  const office = await aPerson(school, { capacities: ['office'] });
  await aPerson(school, { birthDate: '2009-03-01' });
  await announce(school);
  await announce(school);
  const soon = [`${pupil} own_soon`, `${mother} child_soon`, `${father} child_soon`, `${office} office_soon`];
  expect((await told(school)).sort()).toEqual([...soon].sort());

  school.at('2026-12-07T05:10:00Z');
  await announce(school);
  await announce(school);
  const now = [`${pupil} own_now`, `${mother} child_now`, `${father} child_now`, `${office} office_now`];
  expect((await told(school)).sort()).toEqual([...soon, ...now].sort());
});

test('a server that slept over the birthday tells later, an old birthday is no news', async () => {
  const { school, pupil } = await family();
  await aPerson(school, { birthDate: '2008-11-01' });
  school.at('2026-12-10T05:10:00Z');
  await announce(school);
  expect(await school.events('people.coming_of_age')).toEqual([{ personId: pupil, step: 'now' }]);
});

test('a birth date that is put right is announced anew, and the wrong one is told to nobody', async () => {
  const { school, pupil } = await family();
  const admin = await aPerson(school, { capacities: ['school_admin'] });
  await announce(school);
  await school.as(admin).call(correctPersonContract, { params: { personId: pupil }, body: { birthDate: '2009-12-07' } });
  await announce(school);
  expect(await school.events('people.coming_of_age')).toEqual([{ personId: pupil, step: 'soon' }]);
  school.at('2027-12-01T05:10:00Z');
  await announce(school);
  expect(await school.events('people.coming_of_age')).toHaveLength(2);
});

test('whom the administration keeps away is told nothing, nor is an office of another division', async () => {
  const { school, pupil, mother, father } = await family();
  const division = '018f0000-0000-7000-8000-0000000000d1';
  const other = await aPerson(school, { capacities: ['office'], divisionId: division });
  const office = await aPerson(school, { capacities: ['office'] });
  await school.write((db) => sql`update people.relation set blocked = true where person_id = ${father}`.execute(db));
  await announce(school);
  const ids = (await told(school)).map((line) => line.split(' ')[0]);
  expect(ids).toEqual(expect.arrayContaining([pupil, mother, office]));
  expect(ids).not.toContain(father);
  expect(ids).not.toContain(other);
});

test('in the demo city always the same pupil comes of age in three weeks', () => {
  const persons = [{ id: 'x', firstName: 'A', lastName: 'B', sourceId: 'pupil/Q2/13/160' }];
  makeOneComeOfAge(persons, '2026-11-22');
  expect(persons[0]).toMatchObject({ birthDate: '2008-12-13' });
});
