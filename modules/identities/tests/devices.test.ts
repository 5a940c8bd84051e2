import { beforeEach, expect, test } from 'vitest';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { anonymous, type TestClient, testClient } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { joinContract } from '../codes/contract.ts';
import { deviceLabel } from '../devices/device-label.ts';
import { lessonEnds } from '../devices/lesson-ends.ts';
import { sharedEnd } from '../devices/shared-end.ts';
import { sharedDeviceContract } from '../my-access/contract.ts';
import { createIdentityFor } from '../public.ts';
import { doorContract } from '../sign-in/contract.ts';
import { aCode, aSignIn, giveEmail, register, rowsOf, signIn } from './build.ts';

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

test('on a shared device the cookies end with the browser, and the sign-in with the lesson', async () => {
  const { browser } = await aBrowser('shared');
  expect([...browser.cookies.keys()].sort()).toEqual(['schulhof_access', 'schulhof_device']);
  await after(30 * minute);
  browser.cookies.delete('schulhof_access');
  const renewed = await browser.raw({ method: 'GET', url: '/api/door' });
  expect(renewed.cookies.map(({ name, maxAge, expires }) => ({ name, maxAge, expires }))).toEqual([
    { name: 'schulhof_access', maxAge: undefined, expires: undefined },
    { name: 'schulhof_device', maxAge: undefined, expires: undefined },
  ]);
  await after(45 * minute - 1000); // 8:44:59 in Berlin
  expect(await visit(browser)).toBe(true);
  await after(45 * minute);
  expect(await visit(browser)).toBe(false);
});

/** A pupil at a school that rings at its own times. */
async function atASchoolThatRings(ends: readonly string[]) {
  const school = await testSchool();
  await school.write((db) => saveSetting(db, lessonEnds, [...ends]));
  const personId = await aPerson(school, { signIn: false });
  const { identityId, handle } = await school.write((db) =>
    createIdentityFor(db, { personId, first: 'Anna', last: 'Beispiel' }, school.ctx().now()),
  );
  await register(anonymous(), [await aCode(school, personId)], password);
  return { school, identityId, handle };
}

test('it ends with the lesson of the school one signs in at, and an open page is refused from that moment on', async () => {
  const { school, handle } = await atASchoolThatRings(['09:10', '08:20']);
  const browser = testClient(school.slug);
  await signIn(browser, school.slug, handle, password, 'shared');
  expect(await browser.call(sharedDeviceContract, {})).toEqual({ secondsLeft: 20 * 60 });
  school.at(new Date(firstMorning + 15 * minute + 500).toISOString());
  expect(await browser.call(sharedDeviceContract, {})).toEqual({ secondsLeft: 5 * 60 });
  school.at(new Date(firstMorning + 20 * minute).toISOString());
  await expect(browser.call(sharedDeviceContract, {})).rejects.toMatchObject({ status: 401 });
});

test('on a device of one’s own nothing ends with the lesson', async () => {
  const { school, handle } = await atASchoolThatRings(['08:20']);
  const browser = testClient(school.slug);
  await signIn(browser, school.slug, handle, password);
  expect(await browser.call(sharedDeviceContract, {})).toEqual({ secondsLeft: null });
});

test('who belongs to two schools and did not say which stays until the first of both rings', async () => {
  const { school, identityId, handle } = await atASchoolThatRings(['09:10']);
  const other = await testSchool();
  await other.write((db) => saveSetting(db, lessonEnds, ['08:20']));
  const guest = await aSignIn(other);
  const browser = anonymous();
  await signIn(browser, school.slug, handle, password);
  await browser.call(joinContract, { body: { code: await aCode(other, guest.personId) } });
  await giveEmail(school, identityId, `zwei${school.slug}@example.org`);
  const endsAfter = async (at: TestSchool | null, name: string) => {
    const shared = testClient(school.slug);
    await signIn(shared, at?.slug ?? null, name, password, 'shared');
    return ((await shared.call(sharedDeviceContract, {})).secondsLeft ?? 0) / 60;
  };
  expect(await endsAfter(school, handle)).toBe(70);
  expect(await endsAfter(other, guest.handle)).toBe(20);
  expect(await endsAfter(null, `zwei${school.slug}@example.org`)).toBe(20);
});

const grid = ['08:45', '09:35', '10:40', '16:45'];
test.each([
  ['in a lesson, with it', '2026-11-23T07:00:00Z', '2026-11-23T07:45:00.000Z'],
  ['in summer by the clock at school', '2027-06-23T06:00:00Z', '2027-06-23T06:45:00.000Z'],
  ['six minutes before the bell still with it', '2026-11-23T07:39:00Z', '2026-11-23T07:45:00.000Z'],
  ['in the last five minutes with the lesson to come', '2026-11-23T07:40:00Z', '2026-11-23T08:35:00.000Z'],
  ['in the break with the lesson to come', '2026-11-23T08:36:00Z', '2026-11-23T09:40:00.000Z'],
  ['after two hours where no lesson ends soon', '2026-11-23T09:40:00Z', '2026-11-23T11:40:00.000Z'],
  ['in the evening after two hours', '2026-11-23T18:30:00Z', '2026-11-23T20:30:00.000Z'],
])('a sign-in on a shared device ends %s', (_when, now, end) => {
  expect(sharedEnd(new Date(now), grid).toISOString()).toBe(end);
});

test('a school without times, and times in any order', () => {
  const now = new Date('2026-11-23T07:00:00Z');
  expect(sharedEnd(now, []).toISOString()).toBe('2026-11-23T09:00:00.000Z');
  expect(sharedEnd(now, [...grid].reverse())).toEqual(sharedEnd(now, grid));
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
