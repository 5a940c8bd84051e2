import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { suspendPersons } from '#modules/people/public.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { listContract, readContract, saveChoiceContract } from '../contract.ts';
import { aKind, anAddress, mailsTo, somethingHappens } from './build.ts';

const unread = { query: { state: 'unread' as const } };

async function aTeacher() {
  const school = await testSchool({ name: 'Schule am Test' });
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  return { school, teacher };
}

test('what happens is told in the app in words, once, and counted at the menu', async () => {
  const { school, teacher } = await aTeacher();
  await somethingHappens(school, teacher);

  const { items } = await school.as(teacher).call(listContract, unread);

  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ area: 'Anmeldung', path: 'mein-zugang' });
  expect(items[0]?.title).not.toContain('notices.');
  expect(items[0]?.title.length).toBeGreaterThan(5);
});

test('a listener that runs twice tells nothing twice', async () => {
  const { school, teacher } = await aTeacher();
  const address = await anAddress(school, teacher);
  await somethingHappens(school, teacher);
  // the same event is taken out of the outbox again
  await school.write((db) =>
    sql`update kernel.outbox set dispatched_at = null where school_id = ${school.id} and name = 'identities.password_changed'`.execute(db),
  );
  await school.settle();

  expect((await school.as(teacher).call(listContract, unread)).items).toHaveLength(1);
  expect(await mailsTo(school.ctx(), address)).toHaveLength(1);
});

test('a mail to a confirmed address says that there is something new and where, not what', async () => {
  const { school, teacher } = await aTeacher();
  const address = await anAddress(school, teacher);
  await somethingHappens(school, teacher);

  const [mail] = await mailsTo(school.ctx(), address);

  expect(mail?.subject).toBe('Neues in Schulhof: Anmeldung');
  expect(mail?.text).toContain(`/${school.slug}/mein-zugang`);
  expect(mail?.text).not.toContain('Passwort');
  expect(mail?.from?.name).toBe('Schule am Test');
  const { items } = await school.as(teacher).call(listContract, unread);
  expect(items[0]?.deliveries.find(({ channel }) => channel === 'mail')).toMatchObject({ state: 'sent', reason: null });
});

test('with the school’s consent the mail names the content', async () => {
  const { school, teacher } = await aTeacher();
  const address = await anAddress(school, teacher);
  await school.write((db) =>
    sql`insert into kernel.school_setting (school_id, id, key, value) values (${school.id}, gen_random_uuid(), 'notices.content_in_mail', 'true')`.execute(
      db,
    ),
  );
  await somethingHappens(school, teacher);
  const [mail] = await mailsTo(school.ctx(), address);
  expect(`${mail?.subject} ${mail?.text}`).toContain('Passwort');
});

test('why nothing went out stands beside the notice', async () => {
  const { school, teacher } = await aTeacher();
  const pupil = await aPerson(school);
  await anAddress(school, pupil);
  await somethingHappens(school, teacher);
  await somethingHappens(school, pupil);

  const reasons = async (person: string) => {
    const { items } = await school.as(person).call(listContract, unread);
    return Object.fromEntries(items[0]?.deliveries.map(({ channel, state, reason }) => [channel, `${state} ${reason}`]) ?? []);
  };
  expect(await reasons(teacher)).toEqual({ mail: 'not_sent no_address', push: 'not_sent no_device' });
  expect(await reasons(pupil)).toEqual({ mail: 'not_sent pupil', push: 'not_sent no_device' });
});

test('who has switched a kind off gets no mail, and is told in the app all the same', async () => {
  const { school, teacher } = await aTeacher();
  const address = await anAddress(school, teacher);
  await school.as(teacher).call(saveChoiceContract, { params: { kind: aKind }, body: { mail: 'off', push: false } });
  await somethingHappens(school, teacher);

  expect(await mailsTo(school.ctx(), address)).toEqual([]);
  const { items } = await school.as(teacher).call(listContract, unread);
  expect(items[0]?.deliveries).toMatchObject([
    { channel: 'mail', state: 'not_sent', reason: 'off' },
    { channel: 'push', state: 'not_sent', reason: 'off' },
  ]);
});

test('locked people are told nothing', async () => {
  const { school, teacher } = await aTeacher();
  const address = await anAddress(school, teacher);
  await school.write((db) => suspendPersons(db, [teacher]));
  await somethingHappens(school, teacher);
  expect(await mailsTo(school.ctx(), address)).toEqual([]);
});

test('what comes in quiet hours is held until the morning and then goes out once', async () => {
  const { school, teacher } = await aTeacher();
  const address = await anAddress(school, teacher);
  school.at('2026-11-23T20:30:00Z');
  await somethingHappens(school, teacher);
  expect(await mailsTo(school.ctx(), address)).toEqual([]);
  const { items } = await school.as(teacher).call(listContract, unread);
  expect(items[0]?.deliveries[0]).toMatchObject({ channel: 'mail', state: 'held', reason: 'quiet', at: '2026-11-24T06:00:00Z' });

  school.at('2026-11-24T06:00:01Z');
  await school.settle();
  await school.settle();
  expect(await mailsTo(school.ctx(), address)).toHaveLength(1);
});

test('reading counts down, other people’s notices stay as they are', async () => {
  const { school, teacher } = await aTeacher();
  const colleague = await aPerson(school, { capacities: ['teacher'] });
  for (const person of [teacher, teacher, colleague]) await somethingHappens(school, person);
  const mine = (await school.as(teacher).call(listContract, unread)).items.map(({ id }) => id);
  const theirs = (await school.as(colleague).call(listContract, unread)).items.map(({ id }) => id);
  expect(mine).toHaveLength(2);

  expect(await school.as(teacher).call(readContract, { body: { ids: [mine[0] ?? '', ...theirs] } })).toEqual({ unread: 1 });
  expect((await school.as(colleague).call(listContract, unread)).items).toHaveLength(1);
  expect(await school.as(teacher).call(readContract, { body: {} })).toEqual({ unread: 0 });
  expect((await school.as(teacher).call(listContract, { query: { state: 'read' } })).items).toHaveLength(2);
});

test('one notice and fifty take the same number of statements, and pages follow each other', async () => {
  const { school, teacher } = await aTeacher();
  await somethingHappens(school, teacher);
  const one = await school.as(teacher).counted(listContract, unread);
  for (let count = 0; count < 49; count += 1) await somethingHappens(school, teacher);

  const fifty = await school.as(teacher).counted(listContract, unread);

  expect(fifty.answer.items).toHaveLength(50);
  expect(fifty.statements).toBe(one.statements);
  const first = await school.as(teacher).call(listContract, { query: { state: 'unread', limit: 30 } });
  const second = await school.as(teacher).call(listContract, { query: { state: 'unread', limit: 30, cursor: first.next ?? '' } });
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(50);
});

test('another school and somebody without a session see nothing', async () => {
  const { school, teacher } = await aTeacher();
  const other = await testSchool();
  const stranger = await (await other.as(await aPerson(other, { capacities: ['teacher'] }))).client();
  await somethingHappens(school, teacher);
  expect((await stranger.raw({ method: 'GET', url: `/api/${school.slug}/notices?state=unread` })).statusCode).toBe(404);
  stranger.cookies.clear();
  expect((await stranger.raw({ method: 'GET', url: `/api/${school.slug}/notices?state=unread` })).statusCode).toBe(401);
});
