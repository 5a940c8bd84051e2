import { client } from '@serenity-kit/opaque';
import { beforeEach, expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { anonymous, type TestClient } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { registerFinishContract, registerStartContract } from '../codes/contract.ts';
import { createIdentities, issueCodes } from '../public.ts';
import { waitSeconds } from '../sign-in/begun.ts';
import { signInStartContract } from '../sign-in/contract.ts';
import { aCode, aSignIn, cheapStretching, register, signIn } from './build.ts';

const password = 'korrekt pferd batterie';
const begin = new Date('2026-11-23T07:00:00Z').getTime();
let seconds = 0;

async function wait(more: number): Promise<void> {
  seconds += more;
  (await provided()).setNow(null, new Date(begin + seconds * 1000));
}

beforeEach(() => wait(7_200));

async function aSignedUp() {
  const school = await testSchool();
  const person = await aSignIn(school);
  const own = anonymous();
  await register(own, [await aCode(school, person.personId)], password);
  return { school, ...person, own };
}

async function guess(school: string, handle: string, times: number, browser: TestClient = anonymous()): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    const { startLoginRequest } = client.startLogin({ password: `geraten ${count}` });
    await browser.call(signInStartContract, { body: { school, handle, startLoginRequest } });
  }
}

test('after ten guesses each further one waits, two seconds doubling to five minutes', () => {
  expect([0, 9, 10, 11, 12, 17, 18, 40].map((open) => waitSeconds(open))).toEqual([0, 0, 2, 4, 8, 256, 300, 300]);
});

test.each(['a known', 'an unknown'])('%s name is throttled in the same way and never locked', async (kind) => {
  const { school, handle } = await aSignedUp();
  const name = kind === 'a known' ? handle : 'niemand.hier';
  await guess(school.slug, name, 10);
  await expect(guess(school.slug, name, 1)).rejects.toMatchObject({ status: 429, code: 'identities.wait', data: { retryAfterSeconds: 2 } });
  await wait(2);
  await guess(school.slug, name, 1);
  await wait(3);
  await expect(guess(school.slug, name, 1)).rejects.toMatchObject({ data: { retryAfterSeconds: 1 } });
  await wait(1);
  await guess(school.slug, name, 1);
});

test('the owner signs in after the wait, and a right password does not count as a guess', async () => {
  const { school, handle } = await aSignedUp();
  await guess(school.slug, handle, 10);
  await wait(2);
  expect(await signIn(anonymous(), school.slug, handle, password)).toMatchObject({ next: 'in' });
  await expect(guess(school.slug, handle, 1)).resolves.toBeUndefined();
});

test('a browser known at the account does not wait for the guesses of others, a browser known elsewhere does', async () => {
  const { school, handle, own } = await aSignedUp();
  const other = await aSignIn(school, { first: 'Bert', last: 'Beispiel' });
  const stranger = anonymous();
  await register(stranger, [await aCode(school, other.personId)], password);
  await guess(school.slug, handle, 10);

  expect(await signIn(own, school.slug, handle, password)).toMatchObject({ next: 'in' });
  await expect(guess(school.slug, handle, 1, stranger)).rejects.toMatchObject({ code: 'identities.wait' });
});

test('an hour later the guesses are forgotten', async () => {
  const { school, handle } = await aSignedUp();
  await guess(school.slug, handle, 10);
  await wait(3_601);
  await expect(guess(school.slug, handle, 10)).resolves.toBeUndefined();
});

test('thirty guesses at once are counted one after the other', async () => {
  const { school, handle } = await aSignedUp();
  const tries = await Promise.allSettled(Array.from({ length: 30 }, () => guess(school.slug, handle, 1)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
});

test('1,200 first sign-ins from one address within five minutes pass', { timeout: 120_000 }, async () => {
  const school = await testSchool();
  const people = Array.from({ length: 1_200 }, (_, at) => ({ personId: newId(), first: `Kind${at}`, last: 'Muster' }));
  const codes = await school.write(async (db) => {
    await createIdentities(db, people, school.ctx().now());
    return issueCodes(
      school.ctx(),
      db,
      people.map(({ personId }) => ({ personId, name: 'Kind Muster', purpose: 'first', validDays: 14, madeBy: null })),
    );
  });
  // the server does not see whose password a record holds: one made once spares the test the phones' part of the work
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  let registrationRecord = '';
  let inside = 0;
  const queue = [...codes];
  const phone = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const browser = anonymous();
      const { registrationResponse, sealed } = await browser.call(registerStartContract, {
        body: { codes: [next.code], registrationRequest },
      });
      registrationRecord ||= client.finishRegistration({
        password,
        registrationResponse,
        clientRegistrationState,
        keyStretching: cheapStretching,
      }).registrationRecord;
      const { next: step } = await browser.call(registerFinishContract, { body: { sealed, registrationRecord, deviceKind: 'lasting' } });
      if (step === 'in') inside += 1;
    }
  };
  await Promise.all([phone(), phone(), phone(), phone(), phone(), phone()]);
  expect(inside).toBe(1_200);
});
