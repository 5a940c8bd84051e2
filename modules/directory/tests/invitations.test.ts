import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous, testClient } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aSignedIn, joinContract, openCodeContract, register } from '#modules/identities/tests/build.ts';
import { aGuardian, aPerson, correctPersonContract } from '#modules/people/tests/build.ts';
import { issueCodesContract } from '../contract.ts';
import { classGuardiansContract, inviteGuardiansContract, withdrawInvitationContract } from '../invitations/contract.ts';
import { tidyInvitations } from '../invitations/tidy.ts';
import { privacy } from '../privacy.ts';
import { aSchool, codeIn, invite, mailsTo, nobody, stateOf } from './invited.ts';

const password = 'korrekt pferd batterie';

test('the office invites a guardian by mail; the link lets them set a password, once; the page shows sent, then used', async () => {
  const { school, office, guardian, email } = await aSchool();
  expect(await invite(school, office, [guardian])).toEqual({ invited: 1, ...nobody });
  expect(await stateOf(school, office, guardian)).toBe('waiting');
  await school.settle();
  expect(await stateOf(school, office, guardian)).toBe('open');

  const [mail, more] = await mailsTo(email);
  expect(more).toBeUndefined();
  expect(mail?.subject).toBe('Einladung zum Schulhof: Schule am See');
  const code = codeIn(mail?.text);
  expect(await anonymous().call(openCodeContract, { body: { code } })).toMatchObject({
    name: 'Nora Amsel',
    opens: 'password',
    signedIn: 'no',
  });
  await register(testClient(school.slug), [code], password);
  expect(await stateOf(school, office, guardian)).toBe('used');
  await expect(anonymous().call(openCodeContract, { body: { code } })).rejects.toMatchObject({ code: 'identities.code_invalid' });
  expect(await invite(school, office, [guardian])).toEqual({ invited: 0, ...nobody, alreadyIn: 1 });
});

test('the mail names the school and nobody: no guardian, no child, no class; and speaks the guardian’s language', async () => {
  const { school, office, guardian, email } = await aSchool();
  await school.write((db) => sql`update people.person set language = 'en' where id = ${guardian}`.execute(db));
  await invite(school, office, [guardian]);
  await school.settle();
  const [mail] = await mailsTo(email);
  expect(mail?.subject).toBe('Invitation to Schulhof: Schule am See');
  for (const word of ['Nora', 'Amsel', 'Mira', '8b', 'nora.amsel']) {
    expect(mail?.subject).not.toContain(word);
    expect(mail?.text).not.toContain(word);
    expect(mail?.html).not.toContain(word);
  }
});

test('the code stands in the mail alone: no table, no queue, no answer, no audit trail has it', async () => {
  const { school, office, guardian, email } = await aSchool();
  const answer = await invite(school, office, [guardian]);
  await school.settle();
  const code = codeIn((await mailsTo(email))[0]?.text);
  const { rows } = await school.write((db) =>
    sql<{
      all: string;
    }>`select (select coalesce(string_agg(i::text, ' '), '') from directory.invitation i) || (select coalesce(string_agg(c::text, ' '), '') from identities.code c)
      || (select coalesce(string_agg(a::text, ' '), '') from kernel.audit a) || (select coalesce(string_agg(o::text, ' '), '') from kernel.outbox o where school_id = ${school.id}) as all`.execute(
      db,
    ),
  );
  expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  expect(rows[0]?.all).not.toContain(code);
  expect(rows[0]?.all).not.toContain(code.replaceAll('-', ''));
  expect(JSON.stringify(answer)).not.toContain(code);
});

test('sending again ends the earlier link; a letter printed since ends both; a withdrawn one opens nothing', async () => {
  const { school, office, guardian, email } = await aSchool();
  const opens = async (code: string) =>
    anonymous()
      .call(openCodeContract, { body: { code } })
      .then(() => true)
      .catch(() => false);
  const codes = async () => (await mailsTo(email)).map((mail) => codeIn(mail.text));
  await invite(school, office, [guardian]);
  await school.settle();
  const [first = ''] = await codes();
  school.at('2026-11-23T08:00:00Z');
  await invite(school, office, [guardian]);
  await school.settle();
  const second = (await codes()).find((code) => code !== first) ?? '';
  expect([await opens(first), await opens(second)]).toEqual([false, true]);

  school.at('2026-11-23T09:00:00Z');
  await school.as(office).call(issueCodesContract, { body: { personIds: [guardian] } });
  expect(await opens(second)).toBe(false);
  expect(await stateOf(school, office, guardian)).toBe('replaced');

  school.at('2026-11-23T10:00:00Z');
  await invite(school, office, [guardian]);
  await school.settle();
  const third = (await codes()).find((code) => code !== first && code !== second) ?? '';
  expect(await opens(third)).toBe(true);
  expect(await school.as(office).call(withdrawInvitationContract, { params: { personId: guardian } })).toEqual({ withdrawn: true });
  expect(await opens(third)).toBe(false);
  expect(await stateOf(school, office, guardian)).toBe('withdrawn');
  expect(await school.as(office).call(withdrawInvitationContract, { params: { personId: guardian } })).toEqual({ withdrawn: false });
});

test('the link holds as long as a code on a letter, and a fourth mail within a day is not sent', async () => {
  const { school, office, guardian, email } = await aSchool();
  for (let time = 0; time < 3; time += 1) expect((await invite(school, office, [guardian])).invited).toBe(1);
  expect(await invite(school, office, [guardian])).toEqual({ invited: 0, ...nobody, tooOften: 1 });
  await school.settle();
  expect((await mailsTo(email)).length).toBe(3);
  school.at('2026-12-14T22:59:00Z');
  expect(await stateOf(school, office, guardian)).toBe('open');
  school.at('2026-12-14T23:00:00Z');
  expect(await stateOf(school, office, guardian)).toBe('expired');
  expect((await invite(school, office, [guardian])).invited).toBe(1);
});

test('an address that is put right before the mail goes out is the one that counts', async () => {
  const { school, office, guardian, email } = await aSchool();
  await invite(school, office, [guardian]);
  await school.as(office).call(correctPersonContract, { params: { personId: guardian }, body: { email: `right-${email}` } });
  await school.settle();
  expect([(await mailsTo(email)).length, (await mailsTo(`right-${email}`)).length]).toEqual([0, 1]);
});

test('a guardian with a sign-in at another school adds this one by the link while signed in, and both stay apart for the schools', async () => {
  const { school, office, guardian, email } = await aSchool();
  const other = await testSchool({ authorityId: school.school.authorityId });
  const there = await aGuardian(other, [await aPerson(other)], { signIn: false });
  const { browser } = await aSignedIn(other, there, password);
  await invite(school, office, [guardian]);
  await school.settle();
  const code = codeIn((await mailsTo(email))[0]?.text);

  expect(await browser.call(openCodeContract, { body: { code } })).toMatchObject({ signedIn: 'other' });
  expect(await browser.call(joinContract, { body: { code } })).toMatchObject({ school: { slug: school.slug } });
  expect(await stateOf(school, office, guardian)).toBe('used');
  await expect(browser.call(joinContract, { body: { code } })).rejects.toMatchObject({ code: 'identities.code_invalid' });
});

test.each(['teacher', 'pupil', 'guardian', 'head', 'staff'] as const)(
  '%s invites nobody, sees no addresses and withdraws nothing',
  async (capacity) => {
    const { school, classId, guardian } = await aSchool();
    const who = await aPerson(school, { capacities: [capacity] });
    const refused = { status: 403 };
    await expect(invite(school, who, [guardian])).rejects.toMatchObject(refused);
    await expect(school.as(who).call(classGuardiansContract, { params: { groupId: classId } })).rejects.toMatchObject(refused);
    await expect(school.as(who).call(withdrawInvitationContract, { params: { personId: guardian } })).rejects.toMatchObject(refused);
  },
);

test('class teachers have no right to letters for guardians, so none to invitations either', async () => {
  const { school, teacher, classId, guardian } = await aSchool();
  await expect(invite(school, teacher, [guardian])).rejects.toMatchObject({ status: 403 });
  await expect(school.as(teacher).call(inviteGuardiansContract, { body: { groupId: classId } })).rejects.toMatchObject({ status: 403 });
});

test('another school’s office, an office without second factor, nobody named, people who are no guardians', async () => {
  const { school, office, child, classId, guardian } = await aSchool();
  const foreign = await testSchool();
  const stranger = await aPerson(foreign, { capacities: ['office'] });
  const missing = { status: 404, code: 'kernel.not_found' };
  await expect(invite(foreign, stranger, [guardian])).rejects.toMatchObject(missing);
  await expect(foreign.as(stranger).call(inviteGuardiansContract, { body: { groupId: classId } })).rejects.toMatchObject(missing);
  await expect(foreign.as(stranger).call(classGuardiansContract, { params: { groupId: classId } })).rejects.toMatchObject(missing);
  await expect(foreign.as(stranger).call(withdrawInvitationContract, { params: { personId: guardian } })).rejects.toMatchObject(missing);
  await expect(invite(school, { personId: office, strong: false }, [guardian])).rejects.toMatchObject({
    code: 'kernel.second_factor_needed',
  });
  await expect(school.as(office).call(inviteGuardiansContract, { body: {} })).rejects.toMatchObject({ status: 400 });
  expect(await invite(school, office, [child])).toEqual({ invited: 0, ...nobody, notGuardian: 1 });
  const admin = await aGuardian(school, [child], { capacities: ['guardian', 'school_admin'], email: 'admin@example.org', signIn: false });
  expect(await invite(school, office, [admin])).toEqual({ invited: 0, ...nobody, above: 1 });
});

test('inviting and withdrawing stand in the audit trail', async () => {
  const { school, office, guardian } = await aSchool();
  await invite(school, office, [guardian]);
  await school.as(office).call(withdrawInvitationContract, { params: { personId: guardian } });
  await school.settle();
  const { rows } = await school.write((db) => sql<{ act: string }>`select act from kernel.audit order by id`.execute(db));
  expect(rows.map(({ act }) => act)).toEqual(expect.arrayContaining(['directory.guardians_invited', 'directory.invitation_withdrawn']));
});

test('a person gets to know of invitations, after erasing there is nothing, and after a year none is kept', async () => {
  const { school, office, guardian } = await aSchool();
  await invite(school, office, [guardian]);
  await school.write(async (db) => {
    const parts = [];
    for await (const { part } of privacy.exportPerson(db, guardian)) parts.push(part);
    expect(parts).toEqual(['invitation']);
    expect(await privacy.erasePerson(db, office)).toMatchObject({ 'directory.invitation.asked_by': 1 });
    expect(await privacy.erasePerson(db, guardian)).toMatchObject({ 'directory.invitation.person_id': 1 });
    expect(await privacy.erasePerson(db, guardian)).toMatchObject({ 'directory.invitation.person_id': 0 });
  });
  await invite(school, office, [guardian]);
  school.at('2027-11-24T08:00:00Z');
  await tidyInvitations.run(school.ctx(), {}, new AbortController().signal);
  const { rows } = await school.write((db) => sql`select id from directory.invitation`.execute(db));
  expect(rows).toEqual([]);
});
