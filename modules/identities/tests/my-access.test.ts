import { client } from '@serenity-kit/opaque';
import { expect, test } from 'vitest';
import { testClient } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { closeDeviceContract, myAccessContract, passwordFinishContract, passwordStartContract } from '../my-access/contract.ts';
import { aSignedIn, cheapStretching as keyStretching, signIn } from './build.ts';

const password = 'korrekt pferd batterie';

async function aPupil(capacity: 'pupil' | 'guardian' = 'pupil') {
  const school = await testSchool();
  const personId = await aPerson(school, { capacities: [capacity], signIn: false });
  return { school, personId, ...(await aSignedIn(school, personId, password)) };
}

async function change(browser: ReturnType<typeof testClient>, old: string, next: string) {
  const login = client.startLogin({ password: old });
  const registration = client.startRegistration({ password: next });
  const { loginResponse, registrationResponse, sealed } = await browser.call(passwordStartContract, {
    body: { startLoginRequest: login.startLoginRequest, registrationRequest: registration.registrationRequest },
  });
  const proof = client.finishLogin({ password: old, loginResponse, clientLoginState: login.clientLoginState, keyStretching });
  const { registrationRecord } = client.finishRegistration({
    password: next,
    registrationResponse,
    clientRegistrationState: registration.clientRegistrationState,
    keyStretching,
  });
  const body = { sealed, finishLoginRequest: proof?.finishLoginRequest ?? 'A'.repeat(86), registrationRecord };
  return browser.call(passwordFinishContract, { body });
}

test('my access shows my name, my factors and my devices, in one statement besides the caller’s', async () => {
  const { school, browser, handle } = await aPupil();
  await signIn(testClient(school.slug), school.slug, handle, password);
  const { answer, statements } = await browser.counted(myAccessContract, {});
  expect(answer).toMatchObject({ handle, email: null, mayHaveEmail: false, hasTotp: false, passkeys: [], secondFactorNeeded: false });
  expect(answer.devices.map(({ here }) => here).sort()).toEqual([false, true]);
  expect(statements).toBe(2);
});

test('adults may have an e-mail address', async () => {
  const { browser } = await aPupil('guardian');
  expect(await browser.call(myAccessContract, {})).toMatchObject({ mayHaveEmail: true });
});

test('I sign out another device of mine, at once and for good', async () => {
  const { school, browser, handle } = await aPupil();
  const lost = testClient(school.slug);
  await signIn(lost, school.slug, handle, password);
  const { devices } = await browser.call(myAccessContract, {});
  const deviceId = devices.find(({ here }) => !here)?.id ?? '';

  await browser.call(closeDeviceContract, { params: { deviceId } });

  await expect(lost.call(myAccessContract, {})).rejects.toMatchObject({ status: 401 });
  await expect(browser.call(closeDeviceContract, { params: { deviceId } })).rejects.toMatchObject({ status: 404 });
});

test('nobody signs out another person’s device', async () => {
  const [anna, bert] = [await aPupil(), await aPupil()];
  const { devices } = await anna.browser.call(myAccessContract, {});
  const attempt = bert.browser.call(closeDeviceContract, { params: { deviceId: devices[0]?.id ?? '' } });
  await expect(attempt).rejects.toMatchObject({ status: 404 });
});

test('the password changes only by showing the old one; then every other device is signed out', async () => {
  const { school, browser, handle } = await aPupil();
  const other = testClient(school.slug);
  await signIn(other, school.slug, handle, password);

  await expect(change(browser, 'falsch geraten', 'ein ganz anderes')).rejects.toMatchObject({
    status: 422,
    code: 'identities.wrong_old_password',
  });
  expect(await signIn(testClient(''), school.slug, handle, password)).toMatchObject({ next: 'in' });

  await change(browser, password, 'ein ganz anderes');
  expect(await signIn(testClient(''), school.slug, handle, password)).toBeNull();
  expect(await signIn(testClient(''), school.slug, handle, 'ein ganz anderes')).toMatchObject({ next: 'in' });
  await expect(other.call(myAccessContract, {})).rejects.toMatchObject({ status: 401 });
  await expect(browser.call(myAccessContract, {})).resolves.toMatchObject({ handle });
});

test('the state of one person’s change is nothing in another person’s hands', async () => {
  const [anna, bert] = [await aPupil(), await aPupil()];
  const login = client.startLogin({ password });
  const registration = client.startRegistration({ password: 'ein ganz anderes' });
  const begun = await bert.browser.call(passwordStartContract, {
    body: { startLoginRequest: login.startLoginRequest, registrationRequest: registration.registrationRequest },
  });
  const proof = client.finishLogin({
    password,
    loginResponse: begun.loginResponse,
    clientLoginState: login.clientLoginState,
    keyStretching,
  });
  const body = { sealed: begun.sealed, finishLoginRequest: proof?.finishLoginRequest ?? '', registrationRecord: 'A'.repeat(256) };
  await expect(anna.browser.call(passwordFinishContract, { body })).rejects.toMatchObject({ status: 410 });
});
