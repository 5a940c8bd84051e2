import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { saveGrant } from '#kernel/access/grants.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aClass, aGroup } from '#modules/groups/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { issueCodesContract } from '../contract.ts';

async function class8b() {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupil = await aPerson(school, { firstName: 'Elif', lastName: 'Demir', signIn: false });
  const classId = await aClass(school, { name: '8b', teachers: [teacher], pupils: [pupil] });
  return { school, teacher, pupil, classId };
}

test('a class teacher issues a code for a pupil of the own class, shown once with sign-in name and address', async () => {
  const { school, teacher, pupil } = await class8b();
  const { items } = await school.as({ personId: teacher, strong: false }).call(issueCodesContract, { body: { personIds: [pupil] } });
  expect(items).toMatchObject([
    { personId: pupil, name: 'Elif Demir', handle: 'elif.demir', code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) },
  ]);
  expect(items[0]?.link).toMatch(/\/code#\w{4}-\w{4}-\w{4}$/);
});

test('nobody else’s pupils, no colleague, no guardian get a code from a teacher', async () => {
  const { school, teacher, pupil } = await class8b();
  const others = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['head'] })];
  for (const personId of others) {
    await expect(school.as(teacher).call(issueCodesContract, { body: { personIds: [personId] } })).rejects.toMatchObject({
      status: 403,
      code: 'directory.not_your_class',
    });
  }
  for (const personId of [await aPerson(school), await aGuardian(school, [pupil])]) {
    await expect(school.as(teacher).call(issueCodesContract, { body: { personIds: [pupil, personId] } })).rejects.toMatchObject({
      status: 404,
    });
  }
  for (const who of [pupil, await aPerson(school)])
    await expect(school.as(who).call(issueCodesContract, { body: { personIds: [pupil] } })).rejects.toMatchObject({ status: 404 });
});

test('a deputy of another class is refused like everybody else', async () => {
  const { school, pupil } = await class8b();
  const other = await aPerson(school, { capacities: ['teacher'] });
  await aClass(school, { teachers: [other] });
  await expect(school.as(other).call(issueCodesContract, { body: { personIds: [pupil] } })).rejects.toMatchObject({ status: 404 });
});

test('the office issues codes for everybody but those whose rights are above its own, also for teachers with a password', async () => {
  const { school, teacher, pupil } = await class8b();
  const office = await aPerson(school, { capacities: ['office'] });
  const fresh = await aPerson(school, { capacities: ['teacher'], signIn: false });
  const staff = await aPerson(school, { capacities: ['staff'] });
  const above = [
    await aPerson(school, { capacities: ['school_admin'], signIn: false }),
    await aPerson(school, { capacities: ['teacher', 'head'] }),
    await aPerson(school, { capacities: ['office'] }),
  ];
  const as = school.as(office);

  expect((await as.call(issueCodesContract, { body: { personIds: [pupil, fresh, teacher, staff] } })).items).toHaveLength(4);
  // whoever has a password already is told
  const told = await school.events('identities.code_issued');
  expect(told).toHaveLength(2);
  expect(told).toEqual(expect.arrayContaining([{ personId: teacher }, { personId: staff }]));
  for (const personId of above) {
    await expect(as.call(issueCodesContract, { body: { personIds: [personId] } })).rejects.toMatchObject({
      status: 403,
      code: 'directory.roles_needed',
    });
  }
  await expect(
    school.as({ personId: office, strong: false }).call(issueCodesContract, { body: { personIds: [pupil] } }),
  ).rejects.toMatchObject({ code: 'kernel.second_factor_needed' });
});

test('a right the school has added to teachers puts them above an office without it', async () => {
  const { school, teacher, pupil } = await class8b();
  const office = await aPerson(school, { capacities: ['office'] });
  const issueFor = (personId: string) => school.as(office).call(issueCodesContract, { body: { personIds: [personId] } });
  await school.write((db) => saveGrant(db, { capacity: 'teacher', permission: 'people.manage_roles', granted: true }));
  school.ctx().schoolChanged();

  await expect(issueFor(teacher)).rejects.toMatchObject({ code: 'directory.roles_needed' });
  expect((await issueFor(pupil)).items).toHaveLength(1);
});

test('what is shown as the last day of a code is the day before it ends', async () => {
  const { school, teacher, pupil } = await class8b();
  const { items } = await school.as(teacher).call(issueCodesContract, { body: { personIds: [pupil] } });
  expect(items[0]).toMatchObject({ lastDay: '2026-12-14', validUntil: '2026-12-14T23:00:00.000Z' });
});

test('a code is not kept anywhere to be answered again', async () => {
  const { school, teacher, pupil } = await class8b();
  const client = await school.as(teacher).client();
  const options = { idempotencyKey: 'the same wish' };
  const first = await client.call(issueCodesContract, { body: { personIds: [pupil] } }, options);
  const second = await client.call(issueCodesContract, { body: { personIds: [pupil] } }, options);
  expect(second.items[0]?.code).not.toBe(first.items[0]?.code);
});

test('letters of a class come as one PDF with a page for each, in the order of names', async () => {
  const { school, teacher, classId } = await class8b();
  const client = await school.as(teacher).client();
  const response = await client.raw({
    method: 'POST',
    url: `/api/${school.slug}/people/letters`,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ groupId: classId }),
  });

  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
  expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect(response.rawPayload.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
});

test('letters of another class, and nonsense, are refused before anything is made', async () => {
  const { school, teacher } = await class8b();
  const foreign = await aClass(school, { pupils: [await aPerson(school)] });
  const client = await school.as(teacher).client();
  const post = (body: unknown) =>
    client.raw({
      method: 'POST',
      url: `/api/${school.slug}/people/letters`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });

  expect((await post({ groupId: foreign })).statusCode).toBe(404);
  expect((await post({ groupId: 'x' })).statusCode).toBe(400);
  expect((await post({ surprise: true })).statusCode).toBe(400);
  expect((await post({ personIds: [] })).json()).toMatchObject({ code: 'directory.nobody_to_write' });
});

test('letters of the staff leave out who is above the office, name them on a last page, and make no code for them', async () => {
  const { school, teacher } = await class8b();
  const office = await aPerson(school, { capacities: ['office'] });
  const head = await aPerson(school, { capacities: ['teacher', 'head'] });
  const groupId = await aGroup(school, { kind: 'staff', members: [teacher, head, office].map((personId) => ({ personId })) });
  const client = await school.as(office).client();
  const print = (body: unknown) =>
    client.raw({
      method: 'POST',
      url: `/api/${school.slug}/people/letters`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });

  const response = await print({ groupId });
  expect(response.statusCode).toBe(200);
  expect(response.rawPayload.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
  const { rows } = await school.write((db) => sql<{ id: string }>`select person_id as id from identities.code`.execute(db));
  expect(rows.map(({ id }) => id).filter((id) => [teacher, head, office].includes(id))).toEqual([teacher]);

  expect((await print({ personIds: [head] })).json()).toMatchObject({ code: 'directory.roles_needed' });
});
