import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { signAccess } from '#kernel/access/session-token.ts';
import { faultsOf, tooWide } from './accessible.ts';
import { enter, gone, open, openBrowser, phone, seen, settled, visit } from './browser.ts';
import { type FullDoor, fullDoor } from './full-door.ts';
import { strayWords } from './languages.ts';

const keyHeader = 'idempotency-key';
const password = 'korrekt pferd batterie';
let browser: Browser;
let door: FullDoor;

beforeAll(async () => {
  browser = await openBrowser();
  door = await fullDoor({ origin: inject('demoOrigin'), dataDir: inject('demoDataDir') });
  await givePassword('betty.arndt');
});
afterEach(() => door.makeRoom());
afterAll(async () => {
  await browser?.close();
  await door?.close();
});

/** With a code from the office, as the journey of the sign-in shows it. */
async function givePassword(handle: string): Promise<void> {
  const args = ['apps/command-line/main.ts', 'person', 'code', '--school', 'goethe', handle, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, SCHULHOF_DATA: inject('demoDataDir') } });
  const { page, close } = await visit(browser, door.origin);
  // the command prints name, code, validUntil
  await page.goto(`/code#${(JSON.parse(stdout) as { code: string }).code}`);
  await page.getByLabel('Neues Passwort').fill(password);
  await page.getByLabel('Noch einmal').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/goethe/heute');
  await close();
}

/** As a device is the next morning: its access token is past its time, what it was signed in with still holds. */
async function nextMorning(context: BrowserContext): Promise<void> {
  const cookie = (await context.cookies()).find(({ name }) => name === 'schulhof_access');
  const [identityId = '', deviceId = ''] = cookie?.value.split('.') ?? [];
  const expires = Math.floor(Date.now() / 1000) - 3_600;
  if (cookie === undefined) throw new Error('nobody is signed in');
  await context.addCookies([{ ...cookie, value: signAccess({ identityId, deviceId, expires }, door.sessionKey) }]);
}

const placeOf = async (page: Page) => Number(await page.locator('dd').first().textContent());
const apiOf = (asked: readonly string[]) => asked.filter((one) => one.includes('/api/'));

test('who comes when it is full gets a place at once, keeps it, and comes in by itself; who is at work notices nothing', async () => {
  const [atWork, coming, later] = await Promise.all([
    visit(browser, door.origin),
    visit(browser, door.origin),
    visit(browser, door.origin, { size: phone, dark: true }),
  ]);
  await enter(atWork.page, 'Schülerin');
  await door.fill(300);
  const { page } = coming;
  await page.goto('/goethe/anmelden');
  await seen(page.getByRole('heading', { name: 'Gleich geht es weiter' }));
  expect(await placeOf(page)).toBe(301);
  await later.page.goto('/goethe/anmelden');
  expect(await placeOf(later.page)).toBe(302);
  expect([...(await faultsOf(page, 'waiting page')), ...(await faultsOf(later.page, 'waiting page, dark'))]).toEqual([]);

  await open(atWork.page, '/goethe/aufgaben');
  await page.reload();
  expect(await placeOf(page)).toBe(301);
  await coming.context.setOffline(true);
  await page.waitForTimeout(4_000); // it asks meanwhile, in vain
  await coming.context.setOffline(false);
  await page.reload();
  expect(await placeOf(page)).toBe(301);

  door.makeRoom();
  await page.getByLabel('Anmeldename').fill('betty.arndt');
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/goethe/heute');
  await settled(page);
  await seen(later.page.getByLabel('Anmeldename'));
  for (const { expectQuiet, close } of [atWork, coming, later]) {
    expectQuiet();
    await close();
  }
});

test('who had the sign-in page open before goes on by itself: nothing typed is lost, nothing is pressed again', async () => {
  const { page, context, expectQuiet, close } = await visit(browser, door.origin, { size: phone, dark: true });
  await page.goto('/goethe/anmelden');
  await page.getByLabel('Anmeldename').fill('betty.arndt');
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await door.fill(300);
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Gleich geht es weiter' }));
  const place = await placeOf(page);
  expect(place).toBeGreaterThan(300);
  expect(await faultsOf(page, 'waiting at the form')).toEqual([]);
  expect(await strayWords(page, 'de', 'waiting at the form')).toEqual([]);

  await page.getByRole('button', { name: 'Abbrechen' }).click();
  await gone(page.getByRole('heading', { name: 'Gleich geht es weiter' }));
  expect(await page.getByLabel('Anmeldename').inputValue()).toBe('betty.arndt');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await seen(page.getByRole('heading', { name: 'Gleich geht es weiter' }));
  expect(await placeOf(page)).toBe(place);

  await page.getByRole('button', { name: 'English' }).click();
  await seen(page.getByRole('heading', { name: 'Your turn is coming' }));
  expect(await page.locator('input[name=username]').inputValue()).toBe('betty.arndt');
  expect(await strayWords(page, 'en', 'waiting at the form')).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await tooWide(page, 'waiting at 320')).toEqual([]);

  await context.setOffline(true);
  await seen(page.getByText('The connection is lost just now.').filter({ visible: true }).first());
  expect(await faultsOf(page, 'waiting without a line')).toEqual([]);
  await context.setOffline(false);
  door.busyFor('/api/sign-in/start', 1);
  door.makeRoom();
  await page.waitForURL('**/goethe/heute');
  await settled(page);
  expectQuiet();
  await close();
});

test('what went wrong after the wait is said in the form that stands there then', async () => {
  const { page, expectQuiet, close } = await visit(browser, door.origin);
  await page.goto('/goethe/anmelden');
  await page.getByLabel('Anmeldename').fill('betty.arndt');
  await page.getByLabel('Passwort', { exact: true }).fill('falsch geraten');
  await door.fill(300);
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Gleich geht es weiter' }));
  await page.getByRole('button', { name: 'English' }).click();
  door.makeRoom();
  await seen(page.getByRole('alert').filter({ hasText: 'Name or password is wrong' }));
  expect(await page.locator('main [inert]').count()).toBe(0);
  expect(await page.locator('input[name=username]').inputValue()).toBe('betty.arndt');
  expectQuiet();
  await close();
});

test('a device that comes back has its start page by one question, the shell from its cache; when it is full it waits with place and time', async () => {
  const { page, context, expectQuiet, close } = await visit(browser, door.origin);
  await enter(page, 'Lehrkraft');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await open(page, '/goethe/heute'); // the worker keeps the shell from here on
  await nextMorning(context);
  door.asked.length = 0;
  const shell = await page.goto('/goethe/heute');
  await settled(page);
  expect(shell?.fromServiceWorker()).toBe(true);
  expect(door.asked.filter((one) => one.includes('/assets/'))).toEqual([]);
  expect(apiOf(door.asked)[0]).toBe('GET /api/goethe/start');
  const early = await page.evaluate(() => {
    const calls = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/')) as PerformanceResourceTiming[]; // of that type
    const first = Math.min(...calls.map(({ responseEnd }) => responseEnd));
    return calls.filter(({ startTime }) => startTime < first).map(({ name }) => new URL(name).pathname);
  });
  expect(early).toEqual(['/api/goethe/start']);
  expect(apiOf(door.asked).filter((one) => /\/(start|shell)$/.test(one))).toEqual(['GET /api/goethe/start']);

  await door.fill(900);
  await nextMorning(context);
  door.asked.length = 0;
  await page.goto('/goethe/heute');
  await seen(page.getByRole('heading', { level: 1, name: 'Gleich geht es weiter' }));
  await seen(page.locator('main strong', { hasText: /Platz 9\d\d · (noch etwa|gleich)/ }));
  expect(await faultsOf(page, 'returning, full')).toEqual([]);
  expect(new Set(apiOf(door.asked))).toEqual(new Set(['GET /api/goethe/start']));
  door.makeRoom();
  await gone(page.getByRole('heading', { name: 'Gleich geht es weiter' }));
  await settled(page);
  expectQuiet();
  await close();
});

test('the waiting page is never kept as the shell: with room again the real page comes', async () => {
  const { page, context, expectQuiet, close } = await visit(browser, door.origin);
  await enter(page, 'Sekretariat');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const signedIn = await context.cookies();
  await page.goto('about:blank'); // a page that finds itself signed out would go elsewhere meanwhile
  await context.clearCookies();
  await door.fill(300);
  const answer = await page.goto('/goethe/heute');
  expect(answer?.status()).toBe(503);
  expect(answer?.fromServiceWorker()).toBe(true);
  expect(await placeOf(page)).toBeGreaterThan(300);
  const kept = () => page.evaluate(async () => (await caches.match('/template-of-the-shell')) !== undefined);
  expect(await kept()).toBe(false);
  await context.addCookies(signedIn);
  await seen(page.getByRole('navigation').first()); // at work again: it passes the line
  await settled(page);
  expect(await kept()).toBe(true);
  expectQuiet();
  await close();
});

test('a page with something to show keeps showing it, and what is sent goes out once there is room', async () => {
  const { page, context, expectQuiet, close } = await visit(browser, door.origin, { size: phone });
  await enter(page, 'Lehrkraft');
  await open(page, '/goethe/aufgaben/neu');
  await page.getByRole('combobox', { name: 'Kurs oder Klasse' }).click();
  await page.getByRole('option', { name: /^Mathematik 8b/ }).click();
  await page.getByRole('textbox', { name: 'Titel' }).fill('Wartet in der Reihe');
  await door.fill(900);
  await nextMorning(context);
  const sent: { status: number; key: string | undefined }[] = [];
  page.on('response', (answer) => {
    const { [keyHeader]: key } = answer.request().headers();
    if (answer.url().endsWith('/api/goethe/assignments')) sent.push({ status: answer.status(), key });
  });
  await page.getByRole('button', { name: 'Weiter' }).click();
  await seen(
    page
      .getByText(/Wird gesendet, sobald Platz ist\. Platz \d+ · (noch etwa|gleich)/)
      .filter({ visible: true })
      .first(),
  );
  expect(await faultsOf(page, 'sending, full')).toEqual([]);
  expect(await page.getByRole('textbox', { name: 'Titel' }).inputValue()).toBe('Wartet in der Reihe');
  door.makeRoom();
  await seen(page.getByRole('button', { name: 'Aufgabe veröffentlichen' }));
  await gone(page.getByText('Wird gesendet, sobald Platz ist').filter({ visible: true }).first());
  expect(sent.at(-1)?.status).toBe(200);
  expect(sent.slice(0, -1).every(({ status }) => status === 503)).toBe(true);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  expectQuiet();
  await close();
});
