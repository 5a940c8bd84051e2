import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { anonymous, type TestClient } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { openCodeContract } from '../codes/contract.ts';
import { confirmEmailContract, requestRecoveryContract, setEmailContract } from '../mail/contract.ts';
import { myAccessContract } from '../my-access/contract.ts';
import { aSignedIn, register, signIn } from './build.ts';

const password = 'korrekt pferd batterie';

/** Mails to an address that lie in the folder of this test's installation. */
async function mailsTo(address: string) {
  const { platform } = await provided();
  const files = await readdir(platform.services.dataDir, { recursive: true }).catch(() => []);
  const mails = [];
  for (const file of files.filter((name) => name.endsWith('.eml'))) {
    const mail = await PostalMime.parse(await readFile(join(platform.services.dataDir, file)));
    if (mail.to?.some((to) => to.address === address)) mails.push(mail);
  }
  return mails;
}
const secretIn = (text: string | undefined) => /#([\w-]{40,})/.exec(text ?? '')?.[1] ?? '';

async function anAdult(school: TestSchool) {
  const personId = await aPerson(school, { capacities: ['guardian'], signIn: false });
  return aSignedIn(school, personId, password);
}

async function confirmed(school: TestSchool, browser: TestClient, email: string): Promise<void> {
  await browser.call(setEmailContract, { body: { email } });
  await school.settle();
  const [mail] = await mailsTo(email);
  await anonymous().call(confirmEmailContract, { body: { token: secretIn(mail?.text) } });
}

test('an address counts once its mailbox has confirmed it; then it signs in', async () => {
  const school = await testSchool();
  const { browser } = await anAdult(school);
  const email = `mutter-${school.slug}@example.org`;
  await browser.call(setEmailContract, { body: { email } });
  await school.settle();
  expect(await browser.call(myAccessContract, {})).toMatchObject({ email: null });
  expect(await signIn(anonymous(), null, email, password)).toBeNull();

  const [mail] = await mailsTo(email);
  expect(mail?.text).toContain('http://localhost:4000/anmelden/e-mail#');
  const token = secretIn(mail?.text);
  expect(await anonymous().call(confirmEmailContract, { body: { token } })).toEqual({ email });

  expect(await browser.call(myAccessContract, {})).toMatchObject({ email });
  expect(await signIn(anonymous(), school.slug, email.toUpperCase(), password)).toMatchObject({ next: 'in' });
  await expect(anonymous().call(confirmEmailContract, { body: { token } })).rejects.toMatchObject({ code: 'identities.link_invalid' });
});

test('a forgotten password is set anew by a link that works once', async () => {
  const school = await testSchool();
  const { browser, handle } = await anAdult(school);
  const email = `vater-${school.slug}@example.org`;
  await confirmed(school, browser, email);

  expect(await anonymous().call(requestRecoveryContract, { body: { email, school: school.slug } })).toEqual({});
  await school.settle();
  const mail = (await mailsTo(email)).find(({ text }) => text?.includes('/passwort#'));
  const token = secretIn(mail?.text);
  expect(await anonymous().call(openCodeContract, { body: { code: token } })).toMatchObject({
    school: null,
    name: null,
    opens: 'password',
  });
  await register(anonymous(), [token], 'ein ganz anderes');

  expect(await signIn(anonymous(), school.slug, handle, 'ein ganz anderes')).toMatchObject({ next: 'in' });
  await expect(register(anonymous(), [token], 'noch eins mehr')).rejects.toMatchObject({ code: 'identities.code_invalid' });
});

test('asking for an unknown address is answered alike, takes the same work, and sends nothing', async () => {
  const school = await testSchool();
  const { browser } = await anAdult(school);
  const known = `da-${school.slug}@example.org`;
  await confirmed(school, browser, known);
  const unknown = `nicht-da-${school.slug}@example.org`;
  const answers = [];
  for (const email of [known, unknown])
    answers.push(await anonymous().call(requestRecoveryContract, { body: { email, school: school.slug } }));
  expect(answers).toEqual([{}, {}]);
  await school.settle();
  expect(await mailsTo(unknown)).toEqual([]);
});

test('an address that is somebody else’s already is told to its mailbox only', async () => {
  const school = await testSchool();
  const [one, two] = [await anAdult(school), await anAdult(school)];
  const email = `eins-${school.slug}@example.org`;
  await confirmed(school, one.browser, email);
  expect(await two.browser.call(setEmailContract, { body: { email } })).toEqual({});
  await school.settle();
  const mails = await mailsTo(email);
  expect(mails.map(({ subject }) => subject)).toContain('Diese Adresse hat schon einen Zugang');
  expect(await two.browser.call(myAccessContract, {})).toMatchObject({ email: null });
});

test('nobody’s mailbox is flooded: three mails an hour', async () => {
  const school = await testSchool();
  const { browser } = await anAdult(school);
  const email = `voll-${school.slug}@example.org`;
  await confirmed(school, browser, email);
  for (let count = 0; count < 6; count += 1) await anonymous().call(requestRecoveryContract, { body: { email, school: school.slug } });
  await school.settle();
  expect(await mailsTo(email)).toHaveLength(3);
});

test('pupils give no address', async () => {
  const school = await testSchool();
  const personId = await aPerson(school, { capacities: ['pupil'], signIn: false });
  const { browser } = await aSignedIn(school, personId, password);
  await expect(browser.call(setEmailContract, { body: { email: 'kind@example.org' } })).rejects.toMatchObject({
    status: 403,
    code: 'identities.adults_only',
  });
});

test('an invented link confirms nothing', async () => {
  const invented = anonymous().call(confirmEmailContract, { body: { token: 'A'.repeat(43) } });
  await expect(invented).rejects.toMatchObject({ status: 422, code: 'identities.link_invalid' });
});
