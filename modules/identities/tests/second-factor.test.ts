import { sql } from 'kysely';
import { generateSync } from 'otplib/functional';
import { beforeEach, expect, test } from 'vitest';
import type { Contract } from '#kernel/contract/contract.ts';
import { type TestClient, testClient } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { myAccessContract } from '../my-access/contract.ts';
import { dropSecondFactors } from '../public.ts';
import {
  addPasskeyContract,
  confirmTotpContract,
  dropPasskeyContract,
  dropTotpContract,
  enrolTotpContract,
  passkeyOptionsContract,
  passkeySignInFinishContract,
  passkeySignInStartContract,
  proveCodeContract,
} from '../second-factor/contract.ts';
import { signInCodeContract } from '../sign-in/contract.ts';
import { authenticator } from './authenticator.ts';
import { aCode, aSignedIn, register, rowsOf, signIn } from './build.ts';

const password = 'korrekt pferd batterie';
const origin = 'http://localhost:4000';
let now = new Date('2026-11-23T07:00:00Z').getTime();
let school: TestSchool;

async function wait(seconds: number): Promise<void> {
  now += seconds * 1000;
  (await provided()).setNow(null, new Date(now));
  school.at(new Date(now).toISOString());
}
const codeNow = (secret: string) => generateSync({ secret, epoch: Math.floor(now / 1000) });
const sealedOf = (step: Awaited<ReturnType<typeof signIn>>) => step?.secondFactor?.sealed ?? '';

beforeEach(async () => {
  school = await testSchool();
  await wait(3_700);
});

async function aTeacher(capacity: 'teacher' | 'school_admin' = 'teacher') {
  const personId = await aPerson(school, { capacities: [capacity], signIn: false });
  return { personId, ...(await aSignedIn(school, personId, password)) };
}

async function withApp(browser: TestClient): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret, uri, picture } = await browser.call(enrolTotpContract, {});
  expect(uri).toMatch(/^otpauth:\/\/totp\//);
  expect(picture).toMatch(/^data:image\/png;base64,/);
  const { recoveryCodes } = await browser.call(confirmTotpContract, { body: { code: codeNow(secret) } });
  return { secret, recoveryCodes };
}

async function withPasskey(browser: TestClient, device = authenticator(origin)) {
  const { options, sealed } = await browser.call(passkeyOptionsContract, {});
  await browser.call(addPasskeyContract, { body: { sealed, credential: device.create(challengeOf(options)), label: 'Telefon' } });
  return device;
}
const challengeOf = (options: object) => ('challenge' in options ? String(options.challenge) : '');

test('who has set up an app is asked for its code after the password, and then is strong', async () => {
  const { browser, handle } = await aTeacher();
  const { secret, recoveryCodes } = await withApp(browser);
  expect(recoveryCodes).toHaveLength(8);
  expect(await browser.call(myAccessContract, {})).toMatchObject({ hasTotp: true, strong: true, recoveryCodesLeft: 8 });
  await wait(30);

  const other = testClient(school.slug);
  const step = await signIn(other, school.slug, handle, password);
  expect(step).toMatchObject({ next: 'second_factor', schools: [], secondFactor: { code: true, passkey: false } });
  expect(other.cookies.size).toBe(0);

  const done = await other.call(signInCodeContract, { body: { sealed: sealedOf(step), code: codeNow(secret) } });
  expect(done).toMatchObject({ next: 'in' });
  expect(await other.call(myAccessContract, {})).toMatchObject({ strong: true });
});

test('the same code is not taken twice', async () => {
  const { browser, handle } = await aTeacher();
  const { secret } = await withApp(browser);
  const code = codeNow(secret);
  const step = await signIn(testClient(''), school.slug, handle, password);
  const again = testClient('').call(signInCodeContract, { body: { sealed: sealedOf(step), code } });
  await expect(again).rejects.toMatchObject({ status: 422, code: 'identities.wrong_second_factor' });
});

test('six digits cannot be tried out: after five wrong codes one waits', async () => {
  const { browser, handle } = await aTeacher();
  await withApp(browser);
  const step = await signIn(testClient(''), school.slug, handle, password);
  const attempt = () => testClient('').call(signInCodeContract, { body: { sealed: sealedOf(step), code: '000000' } });
  for (let count = 0; count < 5; count += 1) await expect(attempt()).rejects.toMatchObject({ code: 'identities.wrong_second_factor' });
  await expect(attempt()).rejects.toMatchObject({ status: 429, code: 'identities.wait' });
});

test('a recovery code works once in place of the app', async () => {
  const { browser, handle } = await aTeacher();
  const { recoveryCodes } = await withApp(browser);
  const use = async () => {
    const step = await signIn(testClient(''), school.slug, handle, password);
    return testClient('').call(signInCodeContract, { body: { sealed: sealedOf(step), code: recoveryCodes[0]?.toLowerCase() ?? '' } });
  };
  expect(await use()).toMatchObject({ next: 'in' });
  await expect(use()).rejects.toMatchObject({ code: 'identities.wrong_second_factor' });
});

test('an app that was not confirmed counts for nothing, and its secret lies sealed in the database', async () => {
  const { browser, handle, identityId } = await aTeacher();
  const { secret } = await browser.call(enrolTotpContract, {});
  expect(await signIn(testClient(''), school.slug, handle, password)).toMatchObject({ next: 'in' });
  expect(JSON.stringify(await rowsOf(school, 'totp', identityId))).not.toContain(secret);
});

test('a password alone cannot swap the factor: the session must have shown one', async () => {
  const { browser, personId, identityId } = await aTeacher();
  await withApp(browser);
  const weak = school.as({ personId, strong: false });
  for (const contract of [enrolTotpContract, dropTotpContract, passkeyOptionsContract]) {
    await expect(weak.call<Contract>(contract, {})).rejects.toMatchObject({ status: 403, code: 'kernel.second_factor_needed' });
  }
  expect(await rowsOf(school, 'totp', identityId)).toHaveLength(1);
});

test('a session that began weak becomes strong by a code', async () => {
  const { browser, personId } = await aTeacher();
  const { secret } = await withApp(browser);
  await wait(30);
  const weak = await school.as({ personId, strong: false }).client();
  await weak.call(proveCodeContract, { body: { code: codeNow(secret) } });
  expect(await weak.call(myAccessContract, {})).toMatchObject({ strong: true });
});

test('whose rights ask for a second factor is told so and cannot drop the last one', async () => {
  const { browser } = await aTeacher('school_admin');
  expect(await browser.call(myAccessContract, {})).toMatchObject({ secondFactorNeeded: true, strong: false });
  await withApp(browser);
  await expect(browser.call(dropTotpContract, {})).rejects.toMatchObject({ status: 409, code: 'identities.last_second_factor' });
  const device = await withPasskey(browser);
  await browser.call(dropTotpContract, {});
  await expect(browser.call(dropPasskeyContract, { params: { passkeyId: device.id } })).rejects.toMatchObject({
    code: 'identities.last_second_factor',
  });
});

test('a passkey signs in without a password, and is strong', async () => {
  const { browser } = await aTeacher();
  const device = await withPasskey(browser);
  const other = testClient(school.slug);
  const { options, sealed } = await other.call(passkeySignInStartContract, { body: {} });
  expect(options).toMatchObject({ allowCredentials: [], userVerification: 'required' });
  const credential = device.show(challengeOf(options));
  expect(await other.call(passkeySignInFinishContract, { body: { sealed, credential, deviceKind: 'lasting' } })).toMatchObject({
    next: 'in',
  });
  expect(await other.call(myAccessContract, {})).toMatchObject({ strong: true, passkeys: [{ id: device.id, label: 'Telefon' }] });

  const replay = testClient('').call(passkeySignInFinishContract, { body: { sealed, credential, deviceKind: 'lasting' } });
  await expect(replay).rejects.toMatchObject({ status: expect.toSatisfy((status) => status === 410 || status === 422) });
});

test('alone it must have checked its owner; after the password it need not', async () => {
  const { browser, handle } = await aTeacher();
  const device = await withPasskey(browser, authenticator(origin, { verifiesUser: false }));
  const alone = await testClient('').call(passkeySignInStartContract, { body: {} });
  const refused = testClient('').call(passkeySignInFinishContract, {
    body: { sealed: alone.sealed, credential: device.show(challengeOf(alone.options)), deviceKind: 'lasting' },
  });
  await expect(refused).rejects.toMatchObject({ status: 422, code: 'identities.passkey_refused' });

  const step = await signIn(testClient(''), school.slug, handle, password);
  const second = await testClient('').call(passkeySignInStartContract, { body: { sealed: sealedOf(step) } });
  expect(second.options).toMatchObject({ allowCredentials: [{ id: device.id }] });
  const done = testClient('').call(passkeySignInFinishContract, {
    body: { sealed: second.sealed, credential: device.show(challengeOf(second.options)), deviceKind: 'shared' },
  });
  await expect(done).resolves.toMatchObject({ next: 'in' });
});

test('another person’s passkey, an unknown one and one of another site are refused alike', async () => {
  const [anna, bert] = [await aTeacher(), await aTeacher()];
  await withPasskey(anna.browser);
  const bertsKey = await withPasskey(bert.browser);
  const elsewhere = authenticator('https://fremd.example');
  for (const device of [bertsKey, authenticator(origin), elsewhere]) {
    const step = await signIn(testClient(''), school.slug, anna.handle, password);
    const { options, sealed } = await testClient('').call(passkeySignInStartContract, { body: { sealed: sealedOf(step) } });
    const attempt = testClient('').call(passkeySignInFinishContract, {
      body: { sealed, credential: device.show(challengeOf(options)), deviceKind: 'lasting' },
    });
    await expect(attempt).rejects.toMatchObject({ status: 422, code: 'identities.passkey_refused' });
  }
});

test('nobody drops another person’s passkey', async () => {
  const [anna, bert] = [await aTeacher(), await aTeacher()];
  const key = await withPasskey(anna.browser);
  await expect(bert.browser.call(dropPasskeyContract, { params: { passkeyId: key.id } })).rejects.toMatchObject({ status: 404 });
});

test('a code from the school does not go round the second factor; the office can take it away with the phone', async () => {
  const { browser, personId } = await aTeacher();
  await withApp(browser);
  expect(await register(testClient(''), [await aCode(school, personId)], 'ein ganz anderes')).toMatchObject({ next: 'second_factor' });
  expect(await school.write((db) => dropSecondFactors(school.ctx(), db, personId))).toBe(true);
  expect(await register(testClient(''), [await aCode(school, personId)], 'noch ein anderes')).toMatchObject({ next: 'in' });
});

test('a lost second factor goes with all its devices, is told and written down; again it does nothing', async () => {
  const { browser, personId, identityId } = await aTeacher();
  await withApp(browser);
  await withPasskey(browser);
  await expect(browser.call(myAccessContract, {})).resolves.toMatchObject({ strong: true });

  expect(await school.write((db) => dropSecondFactors(school.ctx(), db, personId))).toBe(true);

  for (const table of ['totp', 'recovery_code', 'passkey']) expect(await rowsOf(school, table, identityId)).toEqual([]);
  await expect(browser.call(myAccessContract, {})).rejects.toMatchObject({ status: 401 });
  expect(await school.write((db) => dropSecondFactors(school.ctx(), db, personId))).toBe(false);
  expect(await school.events('identities.second_factors_dropped')).toEqual([{ personId }]);
  const { rows } = await school.write((db) =>
    sql<{ act: string; subject_id: string }>`select act, subject_id from kernel.audit`.execute(db),
  );
  expect(rows.filter(({ act }) => act === 'identities.second_factors_dropped')).toEqual([
    expect.objectContaining({ subject_id: personId }),
  ]);
});

test('one school alone takes no second factor from somebody who is at another school too; the operator does with the owner’s word', async () => {
  const { browser, personId, identityId } = await aTeacher();
  await withApp(browser);
  const other = await testSchool();
  await aPerson(other, { capacities: ['school_admin'], identityId });

  await expect(school.write((db) => dropSecondFactors(school.ctx(), db, personId))).rejects.toMatchObject({
    status: 403,
    code: 'identities.factor_of_others',
  });
  expect(await rowsOf(school, 'totp', identityId)).toHaveLength(1);
  expect(await school.write((db) => dropSecondFactors(school.ctx(), db, personId, { ownerAgreed: true }))).toBe(true);
  // a person of another school is nobody here
  const stranger = await aPerson(other);
  expect(await school.write((db) => dropSecondFactors(school.ctx(), db, stranger, { ownerAgreed: true }))).toBe(false);
});

test('a confirmed e-mail address does not make a lost second factor a dead end', async () => {
  const { browser, personId, identityId } = await aTeacher();
  await withApp(browser);
  await school.write((db) =>
    sql`insert into identities.handle (realm, handle, identity_id, given_at)
      values ('00000000-0000-0000-0000-000000000000', ${`${personId}@example.org`}, ${identityId}, now())`.execute(db),
  );
  expect(await school.write((db) => dropSecondFactors(school.ctx(), db, personId))).toBe(true);
});
