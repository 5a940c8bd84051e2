import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf, tooWide } from './accessible.ts';
import { type Door, enter, laptop, open, openBrowser, phone, seen, settled, visit } from './browser.ts';

const doors: Door[] = ['Schülerin', 'Lehrkraft', 'Mutter mit Kindern an zwei Schulen', 'Sekretariat', 'Schulleitung', 'Schul-Admin'];
const staff: readonly Door[] = ['Lehrkraft', 'Sekretariat', 'Schulleitung', 'Schul-Admin'];
/** Pages on which axe has looked in the dark for one of the staff: for the next of them only the colours would be looked at again. */
const walkedDark = new Set<string>();
const smallest = { width: 320, height: 640 };
const signInPages = ['/', '/anmelden', '/goethe/anmelden', '/code', '/passwort', '/karte'];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('the keyboard alone', () => {
  test('a pupil comes in, finds a task and hands it in', async () => {
    const { page, expectQuiet, close } = await visit(browser, inject('demoOrigin'));
    await page.goto('/');
    await press(page, page.getByRole('button', { name: /^Schülerin/ }));
    await page.waitForURL(/\/heute$/);
    await settled(page);

    await press(
      page,
      page
        .getByRole('navigation')
        .getByRole('link', { name: /^Aufgaben/ })
        .first(),
    );
    await page.waitForURL(/\/aufgaben$/);
    const rows = page.getByRole('list', { name: 'Aufgaben' }).getByRole('link');
    await seen(rows.first());
    await tabTo(page, rows.first());
    await page.keyboard.press('ArrowDown');
    expect(await isFocused(rows.nth(1))).toBe(true);
    await page.keyboard.press('ArrowUp');
    expect(await isFocused(rows.first())).toBe(true);

    const task = rows.filter({ hasText: /neu|begonnen/ }).first();
    const title = (await task.locator('span:has(+ small)').textContent()) ?? '';
    await tabTo(page, task);
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { name: title, level: 1 }));
    await tabTo(page, page.getByRole('textbox', { name: 'Text' }));
    await page.keyboard.insertText('Ohne Maus geschrieben.');
    await press(page, page.getByRole('button', { name: 'Aufgabe abgeben' }));

    await seen(page.getByRole('status').filter({ hasText: 'Abgegeben' }));
    await seen(page.getByText('Ohne Maus geschrieben.'));
    expectQuiet();
    await close();
  });

  test('a page is read from its heading on, and the way past the menu leads into it', async () => {
    const { page, close } = await visit(browser, inject('demoOrigin'));
    await enter(page, 'Lehrkraft');
    await open(page, '/goethe/personen');
    expect(await isFocused(page.getByRole('heading', { level: 1 }))).toBe(true);
    await page.getByRole('link', { name: 'Zum Inhalt' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await close();
  });
});

describe('every page is for everybody', () => {
  test.each([
    ['on a laptop', { size: laptop }],
    ['on a phone, dark', { size: phone, dark: true }],
    ['on a laptop, in English', { size: laptop, language: 'en-GB' as const }],
  ])('the pages for coming in, %s', async (_, options) => {
    const { page, expectQuiet, close } = await visit(browser, inject('demoOrigin'), options);
    const faults: string[] = [];
    for (const path of signInPages) {
      await open(page, path);
      faults.push(...(await faultsOf(page, path)));
      await page.setViewportSize(smallest);
      faults.push(...(await tooWide(page, `${path} at 320`)));
      await page.setViewportSize(options.size);
    }
    expect(faults).toEqual([]);
    expectQuiet();
    await close();
  });

  test.each(doors)('all that stands in the menu of: %s', async (door) => {
    const devices = [{ size: laptop }, { size: phone, dark: true }];
    const faults = await Promise.all(devices.map((device) => walkMenu(door, device)));
    expect(faults.flat()).toEqual([]);
  });

  test.each(['Schülerin', 'Lehrkraft', 'Mutter mit Kindern an zwei Schulen'] as const)('the start page in English of: %s', async (door) => {
    const german = await visit(browser, inject('demoOrigin'));
    await enter(german.page, door);
    const { page, expectQuiet, close } = await visit(browser, inject('demoOrigin'), { language: 'en-GB' });
    await page.context().addCookies(await german.context.cookies());
    await open(page, '/goethe/heute');
    await seen(page.getByRole('link', { name: 'Today' }).first());
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await faultsOf(page, 'heute in English')).toEqual([]);
    expectQuiet();
    await german.close();
    await close();
  });
});

/** Goes through everything in the menu of somebody on one device and collects what is wrong. */
async function walkMenu(door: Door, device: { size: typeof laptop | typeof phone; dark?: boolean }): Promise<string[]> {
  const { page, expectQuiet, close } = await visit(browser, inject('demoOrigin'), device);
  await enter(page, door);
  const faults: string[] = [];
  for (const path of await menuOf(page)) {
    const name = `${path} at ${device.size.width}`;
    await open(page, path);
    if (await page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).isVisible()) faults.push(`${path} is missing`);
    const seenBefore = device.dark === true && staff.includes(door) && walkedDark.has(path);
    faults.push(...(await (seenBefore ? tooWide : faultsOf)(page, name)));
    if (device.dark && staff.includes(door)) walkedDark.add(path);
    await page.setViewportSize(smallest);
    faults.push(...(await tooWide(page, `${path} at 320`)));
    await page.setViewportSize(device.size);
  }
  expectQuiet();
  await close();
  return faults;
}

/** The addresses of the menu, as the server gives it to this person, and the page of all areas. */
async function menuOf(page: Page): Promise<string[]> {
  const slug = new URL(page.url()).pathname.split('/')[1];
  const shell: { navigation: { path: string }[] } = await (await page.request.get(`/api/${slug}/shell`)).json();
  expect(shell.navigation.length).toBeGreaterThan(3);
  return [...shell.navigation.map(({ path }) => `/${slug}/${path}`), `/${slug}/alle`];
}

const isFocused = (what: Locator): Promise<boolean> => what.evaluate((element) => element === document.activeElement);

/** Goes on with Tab until the focus is there, as somebody without a mouse does. */
async function tabTo(page: Page, what: Locator): Promise<void> {
  await seen(what);
  for (let stops = 0; stops < 150; stops += 1) {
    if (await isFocused(what)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${what}`);
}

async function press(page: Page, what: Locator): Promise<void> {
  await tabTo(page, what);
  await page.keyboard.press('Enter');
}
