import { client } from '@serenity-kit/opaque';
import { expect, test } from 'vitest';
import { signOutContract } from '#kernel/module/own-contracts.ts';
import { anonymous, type TestClient } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { suspendAccess } from '../public.ts';
import { signInFinishContract, signInStartContract } from '../sign-in/contract.ts';
import { aCode, aSignIn, register, rowsOf, signIn } from './build.ts';

const password = 'korrekt pferd batterie';

async function aSignedUp(names?: { first: string; last: string }) {
  const school = await testSchool();
  const person = await aSignIn(school, names);
  const first = anonymous();
  await register(first, [await aCode(school, person.personId)], password);
  return { school, ...person, first };
}

const start = (browser: TestClient, school: string | null, handle: string) =>
  browser.call(signInStartContract, {
    body: { school, handle, startLoginRequest: client.startLogin({ password: 'geraten und falsch' }).startLoginRequest },
  });

test('a name and its password open the schools of the identity', async () => {
  const { school, handle } = await aSignedUp();
  const browser = anonymous();

  const step = await signIn(browser, school.slug, handle, password);

  expect(handle).toBe('anna.beispiel');
  expect(step).toMatchObject({ next: 'in', schools: [{ slug: school.slug, name: 'Testschule' }], mustChange: false });
  expect([...browser.cookies.keys()].sort()).toEqual(['schulhof_access', 'schulhof_device', 'schulhof_known']);
});

test('the name may be typed in capitals and with blanks around', async () => {
  const { school } = await aSignedUp();
  expect(await signIn(anonymous(), school.slug, '  Anna.BEISPIEL ', password)).toMatchObject({ next: 'in' });
});

test('a wrong password is seen by the client before it sends anything', async () => {
  const { school, handle } = await aSignedUp();
  expect(await signIn(anonymous(), school.slug, handle, 'falsch geraten')).toBeNull();
});

test('a forged finish is refused as a wrong password, for a known and for an unknown name', async () => {
  const { school, handle } = await aSignedUp();
  for (const name of [handle, 'niemand.hier']) {
    const browser = anonymous();
    const { sealed } = await start(browser, school.slug, name);
    const forged = browser.call(signInFinishContract, { body: { sealed, finishLoginRequest: 'A'.repeat(86), deviceKind: 'lasting' } });
    await expect(forged).rejects.toMatchObject({ status: 401, code: 'identities.wrong_password', data: {} });
    expect(browser.cookies.size).toBe(0);
  }
});

test('known, unknown, not yet opened names and unknown schools get answers of the same shape', async () => {
  const { school, handle } = await aSignedUp();
  const { handle: unopened } = await aSignIn(school, { first: 'Noch', last: 'Zu' });
  const shapes = [];
  for (const [slug, name] of [
    [school.slug, handle],
    [school.slug, 'niemand.hier'],
    [school.slug, unopened],
    ['keine-schule', handle],
    [null, 'a@b.example'],
  ] as const) {
    const { loginResponse, sealed, stretching } = await start(anonymous(), slug, name);
    shapes.push({ response: loginResponse.length, sealed: sealed.length, stretching });
  }
  for (const shape of shapes) expect(shape).toEqual(shapes[0]);
});

test('a name of one school is unknown at another', async () => {
  const { handle } = await aSignedUp();
  const other = await testSchool();
  expect(await signIn(anonymous(), other.slug, handle, password)).toBeNull();
});

test('a start can be finished once, and only for two minutes', async () => {
  const { school, handle } = await aSignedUp();
  const browser = anonymous();
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const begin = () => browser.call(signInStartContract, { body: { school: school.slug, handle, startLoginRequest } });
  const finish = ({ loginResponse, sealed }: Awaited<ReturnType<typeof begin>>) => {
    const proof = client.finishLogin({
      password,
      loginResponse,
      clientLoginState,
      keyStretching: { 'argon2id-custom': { iterations: 1, memory: 8, parallelism: 1 } },
    });
    return browser.call(signInFinishContract, {
      body: { sealed, finishLoginRequest: proof?.finishLoginRequest ?? '', deviceKind: 'lasting' },
    });
  };
  const { setNow } = await provided();
  const now = new Date('2026-11-23T07:00:00Z');
  setNow(null, now);
  const begun = await begin();
  await finish(begun);
  await expect(finish(begun)).rejects.toMatchObject({ status: 410, code: 'identities.took_too_long' });

  const late = await begin();
  setNow(null, new Date(now.getTime() + 121_000));
  await expect(finish(late)).rejects.toMatchObject({ status: 410, code: 'identities.took_too_long' });
});

test('a suspended sign-in is told so only to who knows the password, and its devices are signed out', async () => {
  const { school, handle, personId, identityId } = await aSignedUp();
  await school.write((db) => suspendAccess(db, [personId], school.ctx().now()));

  await expect(signIn(anonymous(), school.slug, handle, password)).rejects.toMatchObject({ status: 403, code: 'identities.suspended' });
  expect(await signIn(anonymous(), school.slug, handle, 'falsch geraten')).toBeNull();
  expect((await rowsOf(school, 'device', identityId)).every((device) => device['closed_at'] !== null)).toBe(true);
});

test('signing out takes the cookies away and closes the device', async () => {
  const { school, identityId, first } = await aSignedUp();
  await first.call(signOutContract, {});
  expect(first.cookies.has('schulhof_access') || first.cookies.has('schulhof_device')).toBe(false);
  expect((await rowsOf(school, 'device', identityId)).map((device) => device['closed_at'] === null)).toEqual([false]);
});

test('another site cannot begin a sign-in', async () => {
  const response = await anonymous().raw({
    method: 'POST',
    url: '/api/sign-in/start',
    headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
    payload: '{}',
  });
  expect(response.statusCode).toBe(403);
});

test('what is no OPAQUE message is a bad request, not a fault', async () => {
  const bad = anonymous().call(signInStartContract, { body: { school: null, handle: 'x', startLoginRequest: 'A'.repeat(43) } });
  await expect(bad).rejects.toMatchObject({ status: 400, code: 'kernel.bad_request' });
});
