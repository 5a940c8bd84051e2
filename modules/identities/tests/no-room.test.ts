import { client } from '@serenity-kit/opaque';
import { afterEach, expect, test } from 'vitest';
import { lanes } from '#kernel/admission/lanes.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { fillLane } from '#kernel/testing/fill-lane.ts';
import { provided } from '#kernel/testing/provided.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { signInFinishContract, signInStartContract } from '../sign-in/contract.ts';
import { aCode, aSignIn, cheapStretching, register, signIn } from './build.ts';

const password = 'korrekt pferd batterie';
let empty = async () => {};
afterEach(() => empty());

async function aSignedUp() {
  const school = await testSchool();
  const person = await aSignIn(school);
  await register(anonymous(), [await aCode(school, person.personId)], password);
  return { school, ...person };
}

const begun = async () => {
  const { platform } = await provided();
  return (await platform.pools.teaching.query<{ n: number }>('select count(*)::int as n from identities.begun')).rows;
};

test('who finds too many steps of sign-ins waiting is told when to come again, and has not tried', async () => {
  const { school, handle } = await aSignedUp();
  const before = await begun();
  empty = await fillLane(lanes.opaque);
  const { startLoginRequest } = client.startLogin({ password });

  for (const name of [handle, 'niemand.hier']) {
    const refused = anonymous().call(signInStartContract, { body: { school: school.slug, handle: name, startLoginRequest } });
    await expect(refused).rejects.toMatchObject({ status: 503, code: 'kernel.busy', data: { retryAfterSeconds: 3 } });
  }

  expect(await begun()).toEqual(before);
  await empty();
  expect(await signIn(anonymous(), school.slug, handle, password)).toMatchObject({ next: 'in' });
});

test('a sign-in whose second half finds no room is not spent: the same message signs in later', async () => {
  const { school, handle } = await aSignedUp();
  const browser = anonymous();
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const started = await browser.call(signInStartContract, { body: { school: school.slug, handle, startLoginRequest } });
  const finished = client.finishLogin({
    clientLoginState,
    loginResponse: started.loginResponse,
    password,
    keyStretching: cheapStretching,
  });
  const body = { sealed: started.sealed, finishLoginRequest: finished?.finishLoginRequest ?? '', deviceKind: 'lasting' as const };

  empty = await fillLane(lanes.opaque);
  await expect(browser.call(signInFinishContract, { body })).rejects.toMatchObject({ status: 503, code: 'kernel.busy' });
  await empty();
  expect(await browser.call(signInFinishContract, { body })).toMatchObject({ next: 'in' });
});
