import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { signedIn, testClient } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { appPasswordsContract, makeAppPasswordContract } from '../app-passwords/contract.ts';
import { closeDeviceContract, myAccessContract } from '../my-access/contract.ts';
import { aDevice } from './build.ts';

const basic = (password: string) => `Basic ${Buffer.from(`wer.auch.immer:${password}`).toString('base64')}`;

async function aDrive() {
  const school = await testSchool();
  const personId = await aPerson(school, { capacities: ['teacher'] });
  const { password, deviceId } = await school.as(personId).call(makeAppPasswordContract, { body: { name: 'Laptop zu Hause' } });
  const raw = testClient(school.slug);
  /** What a program gets that asks for the root of the drive. */
  const open = async (shown: string | null, slug = school.slug, headers: Record<string, string> = {}) => {
    const authorization: Record<string, string> = shown === null ? {} : { authorization: basic(shown) };
    const { statusCode, headers: answered } = await raw.raw({
      method: 'PROPFIND',
      url: `/dav/${slug}/`,
      headers: { ...authorization, depth: '0', ...headers },
    });
    return { statusCode, asks: answered['www-authenticate'] };
  };
  return { school, personId, password, deviceId, open };
}

test('a program comes in with its password however it is typed, and with nothing else', async () => {
  const { school, password, open } = await aDrive();
  expect(password).toMatch(/^(?:[a-z2-9]{4}-){6}[a-z2-9]{4}$/);
  expect((await open(password)).statusCode).toBe(207);
  expect((await open(password.toUpperCase().replaceAll('-', ' '))).statusCode).toBe(207);
  for (const wrong of [null, '', `${password}x`, password.slice(0, -1)]) expect(await open(wrong)).toMatchObject({ statusCode: 401 });
  expect((await open(null)).asks).toContain('Basic');
  const elsewhere = await testSchool();
  expect((await open(password, elsewhere.slug)).statusCode).toBe(404);
  expect((await open(password, 'keine-schule')).statusCode).toBe(404);
  expect((await open(password, school.slug, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
});

test('it opens no page and no other route', async () => {
  const { school, password } = await aDrive();
  const answer = await testClient(school.slug).raw({
    method: 'GET',
    url: `/api/${school.slug}/start`,
    headers: { authorization: basic(password) },
  });
  expect(answer.statusCode).toBe(401);
});

test('it is listed apart from devices, and ends when it is closed', async () => {
  const { school, personId, password, deviceId, open } = await aDrive();
  const me = school.as(personId);
  const { items } = await me.call(appPasswordsContract, {});
  expect(items).toMatchObject([{ deviceId, name: 'Laptop zu Hause' }]);
  expect((await me.call(myAccessContract, {})).devices.map(({ id }) => id)).not.toContain(deviceId);
  await expect(
    school.as(await aPerson(school, { capacities: ['teacher'] })).call(closeDeviceContract, { params: { deviceId } }),
  ).rejects.toMatchObject({ status: 404 });
  expect((await open(password)).statusCode).toBe(207);
  await me.call(closeDeviceContract, { params: { deviceId } });
  expect((await open(password)).statusCode).toBe(401);
  expect((await me.call(appPasswordsContract, {})).items).toEqual([]);
});

test('its owner is told, and ten are enough, also when two come at once', async () => {
  const { school, personId } = await aDrive();
  const me = school.as(personId);
  const made = await Promise.allSettled(
    Array.from({ length: 12 }, (_, at) => me.call(makeAppPasswordContract, { body: { name: `Gerät ${at}` } })),
  );
  expect(made.filter(({ status }) => status === 'fulfilled').length).toBe(9);
  expect((await me.call(appPasswordsContract, {})).items.length).toBe(10);
  expect((await school.events('identities.app_password_made')).length).toBe(10);
});

test('it ends after its year, and is made on no shared device', async () => {
  const { school, personId, password, deviceId, open } = await aDrive();
  await school.write((db) => sql`update identities.device set ends_at = now() - interval '1 minute' where id = ${deviceId}`.execute(db));
  expect((await open(password)).statusCode).toBe(401);
  const device = await aDevice(school.platform, school.id, personId, { strong: false });
  await school.write((db) => sql`update identities.device set shared = true where id = ${device.deviceId}`.execute(db));
  const shared = await signedIn(school.slug, device);
  await expect(shared.call(makeAppPasswordContract, { body: { name: 'x' } })).rejects.toMatchObject({
    status: 409,
    code: 'identities.not_on_shared_device',
  });
});
