import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { openMailer } from '#kernel/mailer/open-mailer.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { choicesContract, saveChoiceContract, saveQuietContract } from '../contract.ts';
import { sendDigests } from '../send-digest.ts';
import { sendDue } from '../send-due.ts';
import { aTeacher, deliveryOf } from './a-teacher.ts';
import { aKind, anAddress, mailsTo, somethingHappens } from './build.ts';

const never = new AbortController().signal;

/** A mail server that answers to the recipient with these codes, one after the other, then accepts. */
async function aMailServer(codes: number[]): Promise<{ url: string; ids: string[] }> {
  const ids: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      const code = codes.shift();
      done(code === undefined ? null : Object.assign(new Error('no'), { responseCode: code }));
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        ids.push(/^Message-ID: (.*)$/im.exec(Buffer.concat(chunks).toString())?.[1] ?? '');
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => void server.close());
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, ids }; // listens on TCP
}

function withMailServer(ctx: SchoolCtx, url: string): SchoolCtx {
  const mailer = openMailer({ SMTP_URL: url, SCHULHOF_MAIL_FROM: 'schulhof@example.org' }, ctx.services.dataDir);
  onTestFinished(() => mailer.close());
  return { ...ctx, services: { ...ctx.services, mailer } };
}

/** Something is told at night, so that the morning's run is the test's own. */
async function heldUntilMorning(school: TestSchool, person: string): Promise<void> {
  school.at('2026-11-23T20:30:00Z');
  await somethingHappens(school, person);
  school.at('2026-11-24T06:00:00Z');
}

test('a mail that cannot go out for now is tried again later as the same mail', async () => {
  const { school, teacher } = await aTeacher();
  await anAddress(school, teacher);
  await heldUntilMorning(school, teacher);
  const server = await aMailServer([451]);
  const ctx = withMailServer(school.ctx(), server.url);

  await sendDue.run(ctx, {}, never);
  expect(await deliveryOf(school, teacher, 'mail')).toMatchObject({ state: 'waiting', reason: 'later', at: '2026-11-24T06:01:00Z' });
  await sendDue.run(ctx, {}, never);
  expect(server.ids).toEqual([]);

  school.at('2026-11-24T06:01:00Z');
  await sendDue.run(ctx, {}, never);
  expect(await deliveryOf(school, teacher, 'mail')).toMatchObject({ state: 'sent' });
  expect(server.ids).toHaveLength(1);
});

test('a mail refused for good is not tried again, and the person sees it', async () => {
  const { school, teacher } = await aTeacher();
  await anAddress(school, teacher);
  await heldUntilMorning(school, teacher);
  const server = await aMailServer([550]);
  const ctx = withMailServer(school.ctx(), server.url);

  await sendDue.run(ctx, {}, never);
  await sendDue.run(ctx, {}, never);

  expect(await deliveryOf(school, teacher, 'mail')).toMatchObject({ state: 'not_sent', reason: 'refused' });
  expect(server.ids).toEqual([]);
});

test('a mail whose process died goes out again under the same id; a push does not', async () => {
  const { school, teacher } = await aTeacher();
  await anAddress(school, teacher);
  await heldUntilMorning(school, teacher);
  const server = await aMailServer([]);
  const ctx = withMailServer(school.ctx(), server.url);
  await sendDue.run(ctx, {}, never);
  const lost = () =>
    school.write((db) =>
      sql`update notices.delivery set state = 'sending', due_at = null, claimed_at = '2026-11-24T06:00:00Z' where school_id = ${school.id}`.execute(
        db,
      ),
    );

  await lost();
  school.at('2026-11-24T06:05:00Z');
  await sendDue.run(ctx, {}, never);
  expect(server.ids).toHaveLength(1); // it may still be at work

  school.at('2026-11-24T06:11:00Z');
  await sendDue.run(ctx, {}, never);
  expect(server.ids).toHaveLength(2);
  expect(new Set(server.ids).size).toBe(1);
  expect(await deliveryOf(school, teacher, 'push')).toMatchObject({ state: 'not_sent', reason: 'unclear' });
});

test('a collected mail comes once a day at four, with everything in it', async () => {
  const { school, teacher } = await aTeacher();
  const address = await anAddress(school, teacher);
  await school.as(teacher).call(saveChoiceContract, { params: { kind: aKind }, body: { mail: 'digest', push: false } });
  await somethingHappens(school, teacher);
  await somethingHappens(school, teacher);
  expect(await mailsTo(school.ctx(), address)).toEqual([]);
  expect(await deliveryOf(school, teacher, 'mail')).toMatchObject({ state: 'waiting', reason: 'digest' });

  school.at('2026-11-23T14:00:00Z');
  await sendDigests.run(school.ctx(), {}, never);
  expect(await mailsTo(school.ctx(), address)).toEqual([]); // three o'clock at school

  school.at('2026-11-23T15:00:00Z');
  await sendDigests.run(school.ctx(), {}, never);
  await sendDigests.run(school.ctx(), {}, never);
  const mails = await mailsTo(school.ctx(), address);
  expect(mails.map(({ subject }) => subject)).toEqual(['Heute in Schulhof: 2 Mitteilungen']);
  expect(mails[0]?.text).toContain('Anmeldung: 2');
  expect(await deliveryOf(school, teacher, 'mail')).toMatchObject({ state: 'sent' });
});

test('at the weekend the collected mail waits', async () => {
  const { school, teacher } = await aTeacher();
  const address = await anAddress(school, teacher);
  await school.as(teacher).call(saveChoiceContract, { params: { kind: aKind }, body: { mail: 'digest', push: false } });
  school.at('2026-11-28T10:00:00Z');
  await somethingHappens(school, teacher);
  school.at('2026-11-28T15:00:00Z');
  await sendDigests.run(school.ctx(), {}, never);
  expect(await mailsTo(school.ctx(), address)).toEqual([]);

  school.at('2026-11-30T15:00:00Z');
  await sendDigests.run(school.ctx(), {}, never);
  expect(await mailsTo(school.ctx(), address)).toHaveLength(1);
});

test('own quiet hours count instead of the school’s, and can be given up again', async () => {
  const { school, teacher } = await aTeacher();
  const address = await anAddress(school, teacher);
  const quiet = { on: false, from: '19:00', to: '07:00', weekends: false };
  await school.as(teacher).call(saveQuietContract, { body: { quiet } });
  expect((await school.as(teacher).call(choicesContract, {})).quiet).toMatchObject({ own: true, value: quiet });
  school.at('2026-11-23T20:30:00Z');
  await somethingHappens(school, teacher);
  expect(await mailsTo(school.ctx(), address)).toHaveLength(1);

  await school.as(teacher).call(saveQuietContract, { body: { quiet: null } });
  expect((await school.as(teacher).call(choicesContract, {})).quiet).toMatchObject({ own: false, value: { on: true } });
});

test('a kind that nobody tells cannot be chosen about', async () => {
  const { school, teacher } = await aTeacher();
  const attempt = school
    .as(teacher)
    .call(saveChoiceContract, { params: { kind: 'identities.nothing' }, body: { mail: 'off', push: false } });
  await expect(attempt).rejects.toMatchObject({ status: 404 });
});

test('one is asked only about kinds that are told to people like oneself, whatever one acts as', async () => {
  const { school, teacher } = await aTeacher();
  const pupil = await aPerson(school);
  const guardian = await aGuardian(school, [pupil]);
  const both = await aPerson(school, { capacities: ['teacher', 'guardian'] });
  const kinds = async (personId: string) => (await school.as(personId).call(choicesContract, {})).kinds.map(({ id }) => id);

  expect(await kinds(pupil)).toEqual(expect.arrayContaining(['assignments.set', 'assignments.reminded', 'identities.password_changed']));
  expect(await kinds(pupil)).not.toContain('roster.imported');
  expect(await kinds(guardian)).toContain('assignments.set');
  expect(await kinds(guardian)).not.toContain('assignments.answered');
  expect(await kinds(both)).toContain('assignments.set');
  const ofTeacher = await kinds(teacher);
  expect(ofTeacher).toContain('identities.password_changed');
  for (const kind of ['assignments.set', 'assignments.answered', 'assignments.reminded', 'roster.imported'])
    expect(ofTeacher).not.toContain(kind);
  await expect(
    school.as(teacher).call(saveChoiceContract, { params: { kind: 'roster.imported' }, body: { mail: 'off', push: false } }),
  ).rejects.toMatchObject({ status: 404 });
});
