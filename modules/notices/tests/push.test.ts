import { createECDH, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { onPlatform } from '#kernel/db/transaction.ts';
import { operatorSubject } from '#kernel/settings/resolve.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { choicesContract, subscribeContract, unsubscribeContract } from '../contract.ts';
import { aTeacher, deliveryOf } from './a-teacher.ts';
import { somethingHappens } from './build.ts';

/** A push service of a browser, and a browser that uses it. */
async function aPushService(
  answers: number[] = [],
): Promise<{ endpoint: string; got: { headers: Record<string, unknown>; size: number }[]; keys: { p256dh: string; auth: string } }> {
  const got: { headers: Record<string, unknown>; size: number }[] = [];
  const server = createServer((request, response) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
    });
    request.on('end', () => {
      got.push({ headers: request.headers, size });
      response.writeHead(answers.shift() ?? 201).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on TCP
  const { platform } = await testSchool();
  // added, not set: other tests of this process have services of their own
  await onPlatform(
    platform.pools.teaching,
    false,
    () => new Date(),
    (db) =>
      sql`insert into kernel.setting (scope, subject_id, key, value) values ('operator', ${operatorSubject}, 'notices.push_hosts', ${JSON.stringify([host])})
      on conflict (scope, subject_id, key) do update set value = kernel.setting.value || excluded.value`.execute(db),
  );
  const ecdh = createECDH('prime256v1');
  return {
    endpoint: `http://${host}/send/abc`,
    got,
    keys: { p256dh: ecdh.generateKeys().toString('base64url'), auth: randomBytes(16).toString('base64url') },
  };
}

test('a push goes to the person’s browser, sealed and without content', async () => {
  const { school, teacher } = await aTeacher();
  const service = await aPushService();
  await school.as(teacher).call(subscribeContract, { body: { endpoint: service.endpoint, ...service.keys } });
  await somethingHappens(school, teacher);

  expect(service.got).toHaveLength(1);
  expect(service.got[0]?.headers).toMatchObject({ 'content-encoding': 'aes128gcm' });
  expect(String(service.got[0]?.headers['authorization'])).toMatch(/^vapid t=/);
  expect(await deliveryOf(school, teacher, 'push')).toMatchObject({ state: 'sent' });
  await school.settle();
  expect(service.got).toHaveLength(1);
});

test('a browser that is gone is forgotten, and a push that fails is not repeated', async () => {
  const { school, teacher } = await aTeacher();
  const service = await aPushService([503, 410]);
  await school.as(teacher).call(subscribeContract, { body: { endpoint: service.endpoint, ...service.keys } });
  await somethingHappens(school, teacher);
  expect(await deliveryOf(school, teacher, 'push')).toMatchObject({ state: 'not_sent', reason: 'push_failed' });
  await somethingHappens(school, teacher);
  expect(await deliveryOf(school, teacher, 'push')).toMatchObject({ state: 'not_sent', reason: 'device_gone' });

  expect(service.got).toHaveLength(2);
  expect((await school.as(teacher).call(choicesContract, {})).push.devices).toBe(0);
});

test.each([
  'http://127.0.0.1:5432/',
  'http://fcm.googleapis.com/x',
  'https://fcm.googleapis.com:8443/x',
  'https://fcm.googleapis.com.evil.example/x',
  'https://user@fcm.googleapis.com/x',
  'file:///etc/passwd',
  'x',
])('the address »%s« is no push service: the server would post to it', async (endpoint) => {
  const { school, teacher } = await aTeacher();
  const keys = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
  await expect(school.as(teacher).call(subscribeContract, { body: { endpoint, ...keys } })).rejects.toMatchObject({
    status: 422,
    code: 'notices.unknown_push_service',
  });
});

test('a browser belongs to the last one who said so, and nobody signs off another’s', async () => {
  const { school, teacher } = await aTeacher();
  const colleague = await aPerson(school, { capacities: ['teacher'] });
  const service = await aPushService();
  const devices = async (person: string) => (await school.as(person).call(choicesContract, {})).push.devices;
  for (const person of [teacher, colleague])
    await school.as(person).call(subscribeContract, { body: { endpoint: service.endpoint, ...service.keys } });
  expect([await devices(teacher), await devices(colleague)]).toEqual([0, 1]);

  await school.as(teacher).call(unsubscribeContract, { body: { endpoint: service.endpoint } });
  expect(await devices(colleague)).toBe(1);
  await school.as(colleague).call(unsubscribeContract, { body: { endpoint: service.endpoint } });
  expect(await devices(colleague)).toBe(0);
});
