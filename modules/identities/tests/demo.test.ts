import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { onPlatform } from '#kernel/db/transaction.ts';
import { anonymous, type TestClient } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { demoEnterContract, doorContract } from '../sign-in/contract.ts';
import { aSignIn } from './build.ts';

const role = 'teacher of a test';

async function onInstallation(work: (write: (value: unknown) => Promise<unknown>) => Promise<unknown>): Promise<void> {
  const { platform } = await provided();
  await onPlatform(
    platform.pools.teaching,
    false,
    () => new Date(),
    (db) =>
      work(async (value) => {
        await sql`delete from kernel.installation where key = 'demo'`.execute(db);
        if (value !== null) await sql`insert into kernel.installation (key, value) values ('demo', ${JSON.stringify(value)})`.execute(db);
      }),
  );
}

afterEach(() => onInstallation((write) => write(null)));

async function aDemo() {
  const school = await testSchool();
  const { identityId } = await aSignIn(school);
  await onInstallation((write) => write([{ role, identityId, schoolSlug: school.slug }]));
  return school;
}

/** The whole answer to a press on a door, and to an address that does not exist. */
async function press(browser: TestClient, headers: Record<string, string> = {}) {
  const request = { method: 'POST', payload: JSON.stringify({ role }), headers: { 'content-type': 'application/json', ...headers } };
  const [door, nothing] = [
    await browser.raw({ ...request, url: '/api/demo/enter' }),
    await browser.raw({ ...request, url: '/api/nothing/here' }),
  ];
  return { status: door.statusCode, body: door.body, nothing: nothing.body, cookies: door.cookies.length };
}

test('a demo shows its doors on this machine, and one click enters', async () => {
  const school = await aDemo();
  const browser = anonymous();
  expect((await browser.call(doorContract, {})).demo).toEqual([{ role, schoolSlug: school.slug, schoolName: 'Testschule' }]);
  expect(await browser.call(demoEnterContract, { body: { role } })).toEqual({ schoolSlug: school.slug });
  expect((await browser.call(doorContract, {})).signedIn).toEqual([{ slug: school.slug, name: 'Testschule' }]);
});

test('in a database that is no demo the door answers as an address that does not exist', async () => {
  const { status, body, nothing, cookies } = await press(anonymous());
  expect({ status, cookies }).toEqual({ status: 404, cookies: 0 });
  expect(body).toBe(nothing);
  expect((await anonymous().call(doorContract, {})).demo).toEqual([]);
});

test('from another machine the doors of a demo are neither seen nor opened', async () => {
  await aDemo();
  const { status, body, nothing, cookies } = await press(anonymous(), { 'x-forwarded-for': '203.0.113.5' });
  expect({ status, cookies }).toEqual({ status: 404, cookies: 0 });
  expect(body).toBe(nothing);
});

test('a demo made public opens its doors to everybody', async () => {
  await aDemo();
  process.env['SCHULHOF_DEMO'] = 'public';
  try {
    expect(await press(anonymous(), { 'x-forwarded-for': '203.0.113.5' })).toMatchObject({ status: 200 });
  } finally {
    delete process.env['SCHULHOF_DEMO'];
  }
});

test('a mark of another form opens nothing', async () => {
  await onInstallation((write) => write(true));
  expect(await press(anonymous())).toMatchObject({ status: 404 });
});
