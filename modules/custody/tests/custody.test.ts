import { beforeAll, expect, test } from 'vitest';
import { backgroundCtx } from '#kernel/http/school-ctx.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { childrenOf, guardiansOf, removeRelations, saveRelations } from '#modules/people/public.ts';
import {
  aGuardian,
  agreeMergeContract,
  aPerson,
  keepGuardianContract,
  proposeMergeContract,
  relateContract,
  unrelateContract,
} from '#modules/people/tests/build.ts';
import { followMerge, liftBars } from '../bars.ts';
import { custodyOfContract, saveCustodyContract } from '../contract.ts';

const joint = {
  role: 'parent',
  custody: 'joint',
  household: true,
  everyday: true,
  mayCollect: true,
  contactBarred: false,
  barredUntil: null,
} as const;
let school: TestSchool;
let other: TestSchool;
let office: string;
let child: string;
let guardian: string;

beforeAll(async () => {
  school = await testSchool();
  other = await testSchool();
  office = await aPerson(school, { capacities: ['office'] });
  child = await aPerson(school, { birthDate: '2012-02-29', firstName: 'Ida', lastName: 'Kind' });
  guardian = await aGuardian(school, [child], { firstName: 'Uwe', lastName: 'Kind' });
});

const save = (
  who: Parameters<TestSchool['as']>[0],
  body: typeof joint | (Omit<typeof joint, 'contactBarred' | 'barredUntil'> & { contactBarred: boolean; barredUntil: string | null }),
) => school.as(who).call(saveCustodyContract, { params: { childId: child, guardianId: guardian }, body });
const adminCtx = () => backgroundCtx(school.platform, school.school, 'administration');
const seen = () => school.write((db) => childrenOf(db, guardian, '2026-11-23'));

test('the office enters custody and reads it with the names', async () => {
  await save(office, joint);
  const answer = await school.as(office).call(custodyOfContract, { params: { childId: child } });
  expect(answer).toEqual({
    child: { id: child, name: 'Ida Kind', birthDate: '2012-02-29', ofAge: false, ofAgeOn: null },
    guardians: [{ id: guardian, name: 'Uwe Kind', sees: true, arrangement: joint }],
  });
});

test('a contact bar closes the child to the guardian, and the end of the bar opens it again', async () => {
  expect(await seen()).toHaveLength(1);
  await save(office, { ...joint, contactBarred: true, barredUntil: '2026-11-24' });
  await school.settle();
  expect(await seen()).toEqual([]);

  school.at('2026-11-24T12:00:00Z');
  await liftBars.run(adminCtx(), {}, new AbortController().signal);
  await school.settle();
  expect(await seen()).toEqual([]);
  school.at('2026-11-25T00:10:00Z');
  await liftBars.run(adminCtx(), {}, new AbortController().signal);
  await school.settle();
  expect(await seen()).toHaveLength(1);
  school.at('2026-11-23T07:00:00Z');
});

test('a bar that is over already is refused and nothing is stored', async () => {
  await expect(save(office, { ...joint, contactBarred: true, barredUntil: '2026-11-22' })).rejects.toMatchObject({
    status: 422,
    code: 'custody.bar_over',
  });
});

test('somebody who is no guardian of the child is refused', async () => {
  const stranger = await aPerson(school, { capacities: ['guardian'] });
  const attempt = school.as(office).call(saveCustodyContract, { params: { childId: child, guardianId: stranger }, body: joint });
  await expect(attempt).rejects.toMatchObject({ status: 409, code: 'custody.not_related' });
});

test.each(['teacher', 'pupil', 'guardian', 'school_admin', 'staff'] as const)('%s sees nothing of custody', async (capacity) => {
  const person = await aPerson(school, { capacities: [capacity] });
  await expect(school.as(person).call(custodyOfContract, { params: { childId: child } })).rejects.toMatchObject({ status: 403 });
  await expect(save(person, joint)).rejects.toMatchObject({ status: 403 });
});

test('the office without a second factor is asked for one', async () => {
  await expect(save({ personId: office, strong: false }, joint)).rejects.toMatchObject({ code: 'kernel.second_factor_needed' });
});

test('the office of another school does not learn that the child exists', async () => {
  const stranger = await aPerson(other, { capacities: ['office'] });
  await expect(other.as(stranger).call(custodyOfContract, { params: { childId: child } })).rejects.toMatchObject({ status: 404 });
});

test('the role of the teaching zone cannot read the schema at all', async () => {
  await expect(school.write((db) => db.selectFrom('custody.arrangement').selectAll().execute())).rejects.toThrow('permission denied');
});

test('taking a barred guardian away and putting them back does not get round the bar, and they are told to nobody as guardian', async () => {
  const [kid, father] = await aBarredFather();
  const admin = school.as(await aPerson(school, { capacities: ['school_admin'] }));
  const params = { personId: father, childId: kid };
  const blocked = { status: 409, code: 'people.relation_blocked' };
  await expect(admin.call(unrelateContract, { params: { ...params, kind: 'guardian' } })).rejects.toMatchObject(blocked);
  await expect(admin.call(relateContract, { params, body: { kind: 'guardian', validFrom: null, validTo: null } })).rejects.toMatchObject(
    blocked,
  );
  // an import that takes the row back and brings it again
  await school.write((db) => removeRelations(db, [{ ...params, kind: 'guardian' }]));
  await school.write((db) => saveRelations(db, [{ ...params, kind: 'guardian' }]));

  expect(await school.write((db) => childrenOf(db, father, '2026-11-23'))).toEqual([]);
  expect(await school.write((db) => guardiansOf(db, [kid], '2026-11-23'))).toEqual(new Map());
});

test('custody and its bars follow two entries that were one human, and the end of the bar opens the kept one', async () => {
  const [kid, double] = await aBarredFather();
  const kept = await aGuardian(school, [kid], { firstName: 'Uwe', lastName: 'Kind' });
  const { mergeId } = await school.as(office).call(proposeMergeContract, { body: { keptId: kept, doubleId: double } });
  await school.as(double).call(agreeMergeContract, { params: { mergeId } });
  await school.as(kept).call(agreeMergeContract, { params: { mergeId } });
  await school.settle();

  expect(await school.write((db) => childrenOf(db, kept, '2026-11-23'))).toEqual([]);
  const answer = await school.as(office).call(custodyOfContract, { params: { childId: kid } });
  expect(answer.guardians).toMatchObject([{ id: kept, sees: false, arrangement: { contactBarred: true } }]);
  await school.as(office).call(saveCustodyContract, { params: { childId: kid, guardianId: kept }, body: joint });
  await school.settle();
  expect(await school.write((db) => childrenOf(db, kept, '2026-11-23'))).toHaveLength(1);
});

test('a merge that is told twice moves custody once, and a bar of either entry stays', async () => {
  const [kid, barred] = await aBarredFather();
  const kept = await aGuardian(school, [kid]);
  await school.as(office).call(saveCustodyContract, { params: { childId: kid, guardianId: kept }, body: joint });
  await followMerge(adminCtx(), { keptId: kept, doubleId: barred });
  await followMerge(adminCtx(), { keptId: kept, doubleId: barred });
  await school.settle();
  const { guardians } = await school.as(office).call(custodyOfContract, { params: { childId: kid } });
  expect(guardians.find(({ id }) => id === kept)).toMatchObject({ sees: false, arrangement: { custody: 'joint', contactBarred: true } });
});

test('of a pupil who is of age the page says who still reads along', async () => {
  const adult = await aPerson(school, { birthDate: '2008-11-23' });
  const [mother, father] = [await aGuardian(school, [adult]), await aGuardian(school, [adult])];
  await school.as(adult).call(keepGuardianContract, { params: { personId: mother }, body: { sees: true } });
  const answer = await school.as(office).call(custodyOfContract, { params: { childId: adult } });
  expect(answer.child).toMatchObject({ ofAge: true, ofAgeOn: null });
  const soon = await aPerson(school, { birthDate: '2008-12-07' });
  expect((await school.as(office).call(custodyOfContract, { params: { childId: soon } })).child.ofAgeOn).toBe('2026-12-07');
  expect(Object.fromEntries(answer.guardians.map(({ id, sees }) => [id, sees]))).toEqual({ [mother]: true, [father]: false });
});

async function aBarredFather(): Promise<[kid: string, father: string]> {
  const kid = await aPerson(school, { birthDate: '2013-05-05' });
  const father = await aGuardian(school, [kid]);
  await school
    .as(office)
    .call(saveCustodyContract, { params: { childId: kid, guardianId: father }, body: { ...joint, contactBarred: true } });
  await school.settle();
  return [kid, father];
}
