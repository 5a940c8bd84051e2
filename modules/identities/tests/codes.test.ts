import { client } from '@serenity-kit/opaque';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { signOutContract } from '#kernel/module/own-contracts.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { joinContract, openCodeContract, registerStartContract } from '../codes/contract.ts';
import { issueCodes } from '../codes/issue.ts';
import { aCode, aDevice, aSignIn, giveEmail, register, rowsOf, signIn } from './build.ts';

const password = 'korrekt pferd batterie';
const open = (code: string, browser = anonymous()) => browser.call(openCodeContract, { body: { code } });
const startRegister = (codes: string[]) =>
  anonymous().call(registerStartContract, {
    body: { codes, registrationRequest: client.startRegistration({ password }).registrationRequest },
  });

test('a code shows whose it is, however it is typed', async () => {
  const school = await testSchool();
  const { personId, handle } = await aSignIn(school);
  const code = await aCode(school, personId);

  const answer = await open(` ${code.toLowerCase().replaceAll('-', ' ')} `);

  expect(answer).toEqual({
    school: { slug: school.slug, name: 'Testschule' },
    name: 'Anna Beispiel',
    handle,
    hasPassword: false,
    opens: 'password',
    opensAt: null,
    signedIn: 'no',
  });
});

test('wrong, used, withdrawn and expired codes are refused alike', async () => {
  const school = await testSchool();
  const used = await aSignIn(school);
  const usedCode = await aCode(school, used.personId);
  await register(anonymous(), [usedCode], password);
  const reprinted = await aSignIn(school);
  const withdrawn = await aCode(school, reprinted.personId);
  await aCode(school, reprinted.personId);
  const late = await aSignIn(school);
  const expired = await aCode(school, late.personId, { validDays: 3 });
  (await provided()).setNow(null, new Date('2026-11-26T23:00:00Z'));

  for (const code of ['ABCD-EFGH-JKLM', 'unfug ist das', usedCode, withdrawn, expired]) {
    await expect(open(code)).rejects.toMatchObject({ status: 422, code: 'identities.code_invalid', data: {} });
    await expect(startRegister([code])).rejects.toMatchObject({ status: 422, code: 'identities.code_invalid', data: {} });
  }
});

test('a code holds to the end of its last day at school', async () => {
  const school = await testSchool();
  const { personId } = await aSignIn(school);
  const code = await aCode(school, personId, { validDays: 3 });
  (await provided()).setNow(null, new Date('2026-11-26T22:59:00Z')); // 23:59 in Berlin
  await expect(open(code)).resolves.toMatchObject({ opens: 'password' });
});

test('the name on a code cannot be read from the database, nor the code', async () => {
  const school = await testSchool();
  const { personId } = await aSignIn(school);
  const code = await aCode(school, personId);
  const { rows } = await school.write((db) =>
    sql<{ row: string }>`select c::text as row from identities.code c where c.person_id = ${personId}`.execute(db),
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.row).not.toMatch(new RegExp(`Beispiel|${code}|${code.replaceAll('-', '')}`));
});

test('the password set with a code signs in later; the code works once, also when used twice at once', async () => {
  const school = await testSchool();
  const { personId, handle } = await aSignIn(school);
  const code = await aCode(school, personId);

  const both = await Promise.allSettled([register(anonymous(), [code], password), register(anonymous(), [code], password)]);

  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await signIn(anonymous(), school.slug, handle, password)).toMatchObject({ next: 'in' });
});

test('a new code re-opens a sign-in of this school alone: new password, every other device signed out', async () => {
  const school = await testSchool();
  const { personId, handle, identityId } = await aSignIn(school);
  await register(anonymous(), [await aCode(school, personId)], password);

  await register(anonymous(), [await aCode(school, personId)], 'ein ganz anderes');

  expect(await signIn(anonymous(), school.slug, handle, password)).toBeNull();
  expect((await rowsOf(school, 'device', identityId)).filter((device) => device['closed_at'] === null)).toHaveLength(1);
  expect(await school.events('identities.password_changed')).toEqual([{ personId }]);
});

test('nobody is told of their own first password, but whoever came in by another way is', async () => {
  const school = await testSchool();
  const { personId } = await aSignIn(school);
  await register(anonymous(), [await aCode(school, personId)], password);
  expect(await school.events('identities.password_changed')).toEqual([]);

  const outside = await aSignIn(school, { first: 'Olga', last: 'Ohnepasswort' });
  await aDevice(school.platform, school.id, outside.personId, { strong: false });
  await register(anonymous(), [await aCode(school, outside.personId)], password);
  expect(await school.events('identities.password_changed')).toEqual([{ personId: outside.personId }]);
});

test('who has a password is told that a new code was issued; who has none is not', async () => {
  const school = await testSchool();
  const [one, other] = [await aSignIn(school), await aSignIn(school, { first: 'Bert', last: 'Neu' })];
  const wish = { name: 'Anna Beispiel', validDays: 14, madeBy: null };
  const [issued] = await school.write((db) =>
    issueCodes(school.ctx(), db, [
      { ...wish, personId: one.personId, purpose: 'lost' },
      { ...wish, personId: other.personId, purpose: 'first' },
    ]),
  );
  expect(await school.events('identities.code_issued')).toEqual([{ personId: one.personId }]);
  // the code holds to the end of this day: its last instant lies in it, not behind it
  expect(issued?.lastDay).toBe(dayOf(new Date((issued?.validUntil.getTime() ?? 0) - 1)));
});

async function aTeacherAtTwo() {
  const [home, other] = [await testSchool(), await testSchool()];
  const teacher = await aSignIn(home);
  const browser = anonymous();
  await register(browser, [await aCode(home, teacher.personId)], password);
  const guest = await aSignIn(other, { first: 'Anna', last: 'Gast' });
  const { school } = await browser.call(joinContract, { body: { code: await aCode(other, guest.personId) } });
  expect(school.slug).toBe(other.slug);
  return { home, other, teacher, guest, browser };
}

test('a person joins the sign-in that is open: both schools, and the name of the second school signs in too', async () => {
  const { home, other, guest } = await aTeacherAtTwo();
  const step = await signIn(anonymous(), other.slug, guest.handle, password);
  expect(step?.schools.map(({ slug }) => slug).sort()).toEqual([home.slug, other.slug].sort());
  expect(await rowsOf(other, 'attachment', guest.identityId)).toEqual([]);
});

test('an office cannot enter another school by a code for somebody who is there too', async () => {
  const { other, guest } = await aTeacherAtTwo();
  const code = await aCode(other, guest.personId);

  expect(await open(code)).toMatchObject({ opens: 'owner_first' });
  await expect(startRegister([code])).rejects.toMatchObject({ status: 403, code: 'identities.owner_must_confirm' });
});

test('nor by joining that person to a sign-in of its own', async () => {
  const { other, guest } = await aTeacherAtTwo();
  const third = await testSchool();
  const clerk = await aSignIn(third, { first: 'Olaf', last: 'Office' });
  const office = anonymous();
  await register(office, [await aCode(third, clerk.personId)], password);
  const join = office.call(joinContract, { body: { code: await aCode(other, guest.personId) } });
  await expect(join).rejects.toMatchObject({ status: 403, code: 'identities.join_other_way' });
});

test('the owner of two sign-ins comes to one the other way round: signed in with the one that belongs to others too', async () => {
  const { browser } = await aTeacherAtTwo();
  const third = await testSchool();
  const again = await aSignIn(third, { first: 'Anna', last: 'Nochmal' });
  await register(anonymous(), [await aCode(third, again.personId)], password);
  await browser.call(joinContract, { body: { code: await aCode(third, again.personId) } });
  expect((await signIn(anonymous(), third.slug, again.handle, password))?.schools).toHaveLength(3);
});

test('the codes of all schools together re-open it', async () => {
  const { home, other, teacher, guest } = await aTeacherAtTwo();
  const codes = [await aCode(home, teacher.personId), await aCode(other, guest.personId)];
  await register(anonymous(), codes, 'ein ganz anderes');
  expect(await signIn(anonymous(), home.slug, teacher.handle, 'ein ganz anderes')).toMatchObject({ next: 'in' });
});

test('codes of two different people open nothing together', async () => {
  const { home, other, teacher } = await aTeacherAtTwo();
  const stranger = await aSignIn(other, { first: 'Willi', last: 'Wer' });
  const codes = [await aCode(home, teacher.personId), await aCode(other, stranger.personId)];
  await expect(startRegister(codes)).rejects.toMatchObject({ code: 'identities.owner_must_confirm' });
});

test('the owner, signed in, may use the code of one school', async () => {
  const { home, teacher, browser } = await aTeacherAtTwo();
  await register(browser, [await aCode(home, teacher.personId)], 'ein ganz anderes');
  expect(await signIn(anonymous(), home.slug, teacher.handle, 'ein ganz anderes')).toMatchObject({ next: 'in' });
});

test('a confirmed e-mail address keeps the office out as well', async () => {
  const school = await testSchool();
  const { personId, identityId } = await aSignIn(school);
  await register(anonymous(), [await aCode(school, personId)], password);
  await giveEmail(school, identityId, `a${school.slug}@example.org`);
  await expect(startRegister([await aCode(school, personId)])).rejects.toMatchObject({ code: 'identities.owner_must_confirm' });
  expect(await signIn(anonymous(), null, `A${school.slug}@Example.org`, password)).toMatchObject({ next: 'in' });
});

test('two persons of one school do not come into one sign-in', async () => {
  const school = await testSchool();
  const [one, two] = [await aSignIn(school), await aSignIn(school)];
  const browser = anonymous();
  await register(browser, [await aCode(school, one.personId)], password);
  const join = browser.call(joinContract, { body: { code: await aCode(school, two.personId) } });
  await expect(join).rejects.toMatchObject({ status: 409, code: 'identities.already_here' });
});

test('joining takes a session that was not signed out meanwhile', async () => {
  const school = await testSchool();
  const { personId } = await aSignIn(school);
  const code = await aCode(school, personId);
  await expect(anonymous().call(joinContract, { body: { code } })).rejects.toMatchObject({ status: 401 });

  const { browser } = await aTeacherAtTwo();
  const kept = new Map(browser.cookies);
  await browser.call(signOutContract, {});
  for (const [name, value] of kept) browser.cookies.set(name, value);
  await expect(browser.call(joinContract, { body: { code } })).rejects.toMatchObject({ status: 401 });
});
