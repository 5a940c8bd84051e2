import { beforeAll, expect, test } from 'vitest';
import { backgroundCtx } from '#kernel/http/school-ctx.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { childrenOf } from '#modules/people/public.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { liftBars } from '../bars.ts';
import { custodyOfContract, saveCustodyContract } from '../contract.ts';
import { isOfAge } from '../read.ts';

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
    child: { id: child, name: 'Ida Kind', birthDate: '2012-02-29', ofAge: false },
    guardians: [{ id: guardian, name: 'Uwe Kind', arrangement: joint }],
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

test('of age begins on the 18th birthday', () => {
  expect(isOfAge('2008-11-23', '2026-11-22')).toBe(false);
  expect(isOfAge('2008-11-23', '2026-11-23')).toBe(true);
  expect(isOfAge('2008-02-29', '2026-02-28')).toBe(false);
  expect(isOfAge('2008-02-29', '2026-03-01')).toBe(true);
  expect(isOfAge(null, '2026-03-01')).toBe(false);
});
