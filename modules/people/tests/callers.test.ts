import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { shellContract } from '#kernel/module/shell-contract.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aDevice } from '#modules/identities/tests/build.ts';
import { callerFacts } from '../callers.ts';
import { suspendPersons } from '../public.ts';
import { aGuardian, aPerson, identityOf } from './build.ts';

test('a locked person is nobody here from the next request on', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const client = await school.as(pupil).client();
  await client.call(shellContract, {});

  await school.write((db) => suspendPersons(db, [pupil]));

  await expect(client.call(shellContract, {})).rejects.toMatchObject({ status: 404 });
});

test('a capacity counts from its first day to its last, both included', async () => {
  const school = await testSchool();
  const trainee = await aPerson(school, { capacities: ['teacher'], validFrom: '2026-11-23', validTo: '2026-11-24' });
  const as = school.as(trainee);

  school.at('2026-11-22T22:59:00Z');
  await expect(as.call(shellContract, {})).rejects.toMatchObject({ status: 404 });
  school.at('2026-11-22T23:01:00Z');
  await expect(as.call(shellContract, {})).resolves.toMatchObject({ person: { capacities: ['teacher'] } });
  school.at('2026-11-24T22:59:00Z');
  await expect(as.call(shellContract, {})).resolves.toMatchObject({ person: { capacities: ['teacher'] } });
  school.at('2026-11-24T23:01:00Z');
  await expect(as.call(shellContract, {})).rejects.toMatchObject({ status: 404 });
});

test('a teacher who is guardian at the own school has two contexts that never add up', async () => {
  const school = await testSchool();
  const child = await aPerson(school);
  const both = await aGuardian(school, [child], { capacities: ['teacher', 'guardian'] });
  const client = await school.as(both).client();

  const work = await client.call(shellContract, {});
  client.cookies.set('schulhof_context', 'guardian');
  const guardian = await client.call(shellContract, {});

  expect(work.person).toMatchObject({ context: 'work', contexts: ['work', 'guardian'], capacities: ['teacher'] });
  expect(guardian.person).toMatchObject({ context: 'guardian', capacities: ['guardian'] });
  expect(work.permissions).toContain('people.view_list');
  expect(guardian.permissions).not.toContain('people.view_list');
});

test('a guest pupil from the neighbouring school has a person of their own here, with an end', async () => {
  const home = await testSchool();
  const host = await testSchool({ authorityId: home.school.authorityId });
  const atHome = await aPerson(home);
  const guest = await aPerson(host, { identityId: await identityOf(home, atHome), guestOf: 'Goethe-Gymnasium', validTo: '2027-01-31' });

  await expect(host.as(guest).call(shellContract, {})).resolves.toMatchObject({ person: { id: guest, context: 'pupil' } });
  host.at('2027-02-01T07:00:00Z');
  await expect(host.as(guest).call(shellContract, {})).rejects.toMatchObject({ status: 404 });
  await expect(home.as(atHome).call(shellContract, {})).resolves.toMatchObject({ person: { id: atHome } });
});

test('the look-up of a caller is one statement that reads capacities from the index alone', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const { identityId, deviceId } = await aDevice(school.platform, school.id, pupil, { strong: true });
  await school.write(async (db) => {
    const before = db.statementCount();
    const facts = await callerFacts(db, { identityId, deviceId }, school.ctx().now());
    expect(db.statementCount() - before).toBe(1);
    expect(facts).toMatchObject({
      personId: pupil,
      strong: true,
      sharedDevice: false,
      capacities: [{ capacity: 'pupil', divisionId: null }],
    });
    await sql`set local enable_seqscan = off`.execute(db);
    await sql`set local enable_bitmapscan = off`.execute(db);
    // a test's table is nearly empty: what is asked is whether the index has all columns, not what is cheapest today
    await sql`set local enable_indexscan = off`.execute(db);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select k.capacity, k.division_id from people.capacity k
      where k.school_id = ${school.id} and k.person_id = ${pupil} and (k.valid_from is null or k.valid_from <= '2026-11-23'::date)
        and (k.valid_to is null or k.valid_to >= '2026-11-23'::date)`.execute(db);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Index Only Scan');
  });
});

test('a device of somebody else, and one that is closed, open nothing', async () => {
  const school = await testSchool();
  const [one, other] = [await aPerson(school), await aPerson(school)];
  const { identityId, deviceId } = await aDevice(school.platform, school.id, one, { strong: false });
  const stranger = await identityOf(school, other);
  const now = school.ctx().now();
  await school.write(async (db) => {
    expect(await callerFacts(db, { identityId: stranger, deviceId }, now)).toBeNull();
    await sql`update identities.device set closed_at = ${now} where id = ${deviceId}`.execute(db);
    expect(await callerFacts(db, { identityId, deviceId }, now)).toBeNull();
  });
});
