import { beforeEach, expect, test } from 'vitest';
import { anonymous, type TestClient } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { deviceLabel } from '../devices/device-label.ts';
import { sharedEnd } from '../devices/shared-end.ts';
import { doorContract } from '../sign-in/contract.ts';
import { aCode, aSignIn, register, rowsOf } from './build.ts';

const password = 'korrekt pferd batterie';
const firstMorning = new Date('2026-11-23T07:00:00Z').getTime();
const minute = 60_000;
const day = 24 * 60 * minute;

async function after(milliseconds: number): Promise<void> {
  (await provided()).setNow(null, new Date(firstMorning + milliseconds));
}
beforeEach(() => after(0));

async function aBrowser(kind: 'lasting' | 'shared' = 'lasting') {
  const school = await testSchool();
  const person = await aSignIn(school);
  const browser = anonymous();
  await register(browser, [await aCode(school, person.personId)], password, kind);
  return { school, ...person, browser };
}

const token = (browser: TestClient) => browser.cookies.get('schulhof_device') ?? '';
/** A visit that can only be answered by the device token. */
async function visit(browser: TestClient, shown = token(browser)): Promise<boolean> {
  const visitor = anonymous();
  visitor.cookies.set('schulhof_device', shown);
  const { signedIn } = await visitor.call(doorContract, {});
  const next = visitor.cookies.get('schulhof_device');
  if (next !== undefined) browser.cookies.set('schulhof_device', next);
  return signedIn.length > 0;
}

test('a device token opens the session again for thirty days after its last use, and changes each time', async () => {
  const { browser } = await aBrowser();
  const first = token(browser);
  await after(29 * day);
  expect(await visit(browser)).toBe(true);
  expect(token(browser)).not.toBe(first);
  await after(58 * day);
  expect(await visit(browser)).toBe(true);
  await after(88 * day + minute);
  expect(await visit(browser)).toBe(false);
});

test('two tabs with the same token at the same moment both stay in, with the same next token', async () => {
  const { browser } = await aBrowser();
  const shown = token(browser);
  const [one, two] = [anonymous(), anonymous()];
  expect(await Promise.all([visit(one, shown), visit(two, shown)])).toEqual([true, true]);
  expect(token(one)).toBe(token(two));
  await after(29_000);
  expect(await visit(browser, shown)).toBe(true);
  await after(20 * minute);
  expect(await visit(one)).toBe(true);
});

test('an old token after thirty seconds closes the device for both holders and is told', async () => {
  const { school, personId, identityId, browser } = await aBrowser();
  const stolen = token(browser);
  expect(await visit(browser)).toBe(true);
  await after(31_000);
  expect(await visit(anonymous(), stolen)).toBe(false);
  expect(await visit(browser)).toBe(false);
  expect((await rowsOf(school, 'device', identityId)).map((device) => device['closed_at'] === null)).toEqual([false]);
  expect(await school.events('identities.device_reuse_detected')).toEqual([{ personId, deviceId: stolen.split('.')[0] }]);
});

test('a much older token of the device betrays the copy as well', async () => {
  const { school, browser } = await aBrowser();
  const stolen = token(browser);
  for (const minutes of [20, 40, 60]) {
    await after(minutes * minute);
    expect(await visit(browser)).toBe(true);
  }
  expect(await visit(anonymous(), stolen)).toBe(false);
  expect(await visit(browser)).toBe(false);
  expect(await school.events('identities.device_reuse_detected')).toHaveLength(1);
});

test('an invented token for a known device neither enters nor closes it', async () => {
  const { browser } = await aBrowser();
  const [deviceId, , secret] = token(browser).split('.');
  expect(await visit(anonymous(), `${deviceId}.${'x'.repeat(24)}.${secret}`)).toBe(false);
  expect(await visit(browser)).toBe(true);
});

test('on a shared device the cookies end with the browser, and the sign-in with the school day', async () => {
  const { browser } = await aBrowser('shared');
  expect([...browser.cookies.keys()].sort()).toEqual(['schulhof_access', 'schulhof_device']);
  await after(8 * 60 * minute);
  browser.cookies.delete('schulhof_access');
  const renewed = await browser.raw({ method: 'GET', url: '/api/door' });
  expect(renewed.cookies.map(({ name, maxAge, expires }) => ({ name, maxAge, expires }))).toEqual([
    { name: 'schulhof_access', maxAge: undefined, expires: undefined },
    { name: 'schulhof_device', maxAge: undefined, expires: undefined },
  ]);
  await after(9 * 60 * minute + minute); // 17:01 in Berlin
  expect(await visit(browser)).toBe(false);
});

test('the school day ends at 17:00 in Berlin, summer and winter; in the evening there are two hours', () => {
  const end = (instant: string) => sharedEnd(new Date(instant)).toISOString();
  expect(end('2026-11-23T07:00:00Z')).toBe('2026-11-23T16:00:00.000Z');
  expect(end('2027-06-23T07:00:00Z')).toBe('2027-06-23T15:00:00.000Z');
  expect(end('2026-11-23T18:30:00Z')).toBe('2026-11-23T20:30:00.000Z');
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari · iPhone',
  ],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36', 'Chrome · Android'],
  ['curl/8', '?'],
])('%s is called %s', (userAgent, label) => {
  expect(deviceLabel(userAgent)).toBe(label);
});
