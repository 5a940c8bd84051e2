import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { enter, open, openBrowser, seen, settled, visit } from './browser.ts';

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
