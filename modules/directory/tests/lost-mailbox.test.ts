import { client } from '@serenity-kit/opaque';
import { expect, test } from 'vitest';
import { anonymous } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import {
  aCode,
  aSignedIn,
  aSignIn,
  giveEmail,
  joinContract,
  myAccessContract,
  openCodeContract,
  register,
  registerStartContract,
  setEmailContract,
  signIn,
} from '#modules/identities/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { issueCodesContract } from '../contract.ts';

const [forgotten, fresh] = ['korrekt pferd batterie', 'ein ganz anderes'];
const printed = new Date('2026-11-23T07:00:00Z');

async function later(school: TestSchool, hours: number): Promise<void> {
  const now = new Date(printed.getTime() + hours * 3_600_000);
  school.at(now.toISOString());
  (await provided()).setNow(null, now);
}

/** A guardian whose password and mailbox are both lost, and the code the office has printed. */
async function aLostGuardian() {
  const school = await testSchool();
  await later(school, -24);
  const office = await aPerson(school, { capacities: ['office'] });
  const personId = await aPerson(school, { capacities: ['guardian'], signIn: false });
  const { identityId, handle, browser } = await aSignedIn(school, personId, forgotten);
  const email = `alt-${school.slug}@example.org`;
  await giveEmail(school, identityId, email);
  await later(school, 0);
  const print = async () => (await school.as(office).call(issueCodesContract, { body: { personIds: [personId] } })).items[0]?.code ?? '';
  return { school, personId, identityId, handle, browser, email, code: await print(), print };
}

const open = (code: string) => anonymous().call(openCodeContract, { body: { code } });
const mayRegister = (code: string) =>
  anonymous()
    .call(registerStartContract, {
      body: { codes: [code], registrationRequest: client.startRegistration({ password: fresh }).registrationRequest },
    })
    .then(
      () => true,
      (refused: { code: string }) => refused.code,
    );

test('who lost the mailbox comes back with the office’s code after three days, and gives a new address', async () => {
  const { school, personId, handle, email, code } = await aLostGuardian();
  // the owner hears of it on the same day
  expect(await school.events('identities.code_issued')).toEqual([{ personId }]);
  expect(await open(code)).toMatchObject({ opens: 'owner_first', opensAt: '2026-11-26T07:00:00.000Z' });
  expect(await mayRegister(code)).toBe('identities.owner_must_confirm');
  await later(school, 71.9);
  expect(await mayRegister(code)).toBe('identities.owner_must_confirm');

  await later(school, 72);
  expect(await open(code)).toMatchObject({ opens: 'password', opensAt: null });
  const back = anonymous(school.slug);
  await register(back, [code], fresh);
  expect(await signIn(anonymous(), school.slug, handle, forgotten)).toBeNull();
  expect(await back.call(myAccessContract, {})).toMatchObject({ email });
  await back.call(setEmailContract, { body: { email: null } });
  expect(await signIn(anonymous(), null, email, fresh)).toBeNull();
  await back.call(setEmailContract, { body: { email: `neu-${school.slug}@example.org` } });
});

test('an owner who signs in meanwhile keeps the office out', async () => {
  const { school, handle, code } = await aLostGuardian();
  await later(school, 48);
  await signIn(anonymous(), school.slug, handle, forgotten, 'shared');
  await later(school, 100);
  expect(await open(code)).toMatchObject({ opens: 'owner_first', opensAt: null });
  expect(await mayRegister(code)).toBe('identities.owner_must_confirm');
});

test('so does a device that is used meanwhile', async () => {
  const { school, browser, code } = await aLostGuardian();
  await later(school, 1);
  browser.cookies.delete('schulhof_access');
  await browser.call(myAccessContract, {});
  await later(school, 100);
  expect(await mayRegister(code)).toBe('identities.owner_must_confirm');
});

test('a code printed anew begins the three days anew', async () => {
  const { school, print } = await aLostGuardian();
  await later(school, 71);
  const second = await print();
  await later(school, 73);
  expect(await mayRegister(second)).toBe('identities.owner_must_confirm');
  await later(school, 71 + 72);
  expect(await mayRegister(second)).toBe(true);
});

test('with a person at another school it never opens by waiting', async () => {
  const { school, browser, print } = await aLostGuardian();
  const other = await testSchool();
  const guest = await aSignIn(other);
  await browser.call(joinContract, { body: { code: await aCode(other, guest.personId) } });
  await later(school, 1);
  const code = await print();
  await later(school, 200);
  expect(await open(code)).toMatchObject({ opens: 'owner_first', opensAt: null });
});
