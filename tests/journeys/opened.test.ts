import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf, tooWide } from './accessible.ts';
import { type Door, enter, gone, laptop, open, openBrowser, phone, seen, settled, visit } from './browser.ts';

/** What opens over a page or out of it: who opens it where, by what, and what is then to be seen. */
const things: {
  name: string;
  door: Door;
  path: string;
  open: (page: Page, isPhone: boolean) => Promise<void>;
  shown: (page: Page) => Locator;
}[] = [
  {
    name: 'the search with its finds',
    door: 'Lehrkraft',
    path: 'alle',
    open: async (page) => {
      await page
        .getByRole('button', { name: /Suchen/ })
        .filter({ visible: true })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('searchbox').fill('Demir');
    },
    shown: (page) => page.getByRole('dialog').getByRole('button', { name: /Elif/ }),
  },
  {
    name: 'the own settings',
    door: 'Schülerin',
    path: 'alle',
    open: async (page, isPhone) => {
      if (!isPhone) await page.getByRole('button', { name: 'Elif Demir' }).click();
    },
    shown: (page) => page.getByText('Gut lesbare Schrift').filter({ visible: true }),
  },
  {
    name: 'a list to choose from',
    door: 'Lehrkraft',
    path: 'aufgaben/neu',
    open: (page) => page.getByRole('combobox', { name: 'Kurs oder Klasse' }).click(),
    shown: (page) => page.getByRole('option', { name: /^Mathematik 8b/ }),
  },
  {
    name: 'a question before something is printed',
    door: 'Sekretariat',
    path: 'briefe',
    open: (page) => page.getByRole('button', { name: 'Briefe drucken' }).first().click(),
    shown: (page) => page.getByRole('dialog').getByRole('button', { name: 'Briefe drucken' }),
  },
  {
    name: 'what can be done with those who are ticked',
    door: 'Sekretariat',
    path: 'personen',
    open: async (page) => {
      for (const at of [1, 2]) await page.getByRole('checkbox').nth(at).click();
    },
    shown: (page) => page.getByRole('button', { name: /Sperren/ }),
  },
  {
    name: 'a form for something new',
    door: 'Schul-Admin',
    path: 'schule',
    open: (page) => page.getByRole('button', { name: 'Standort anlegen' }).click(),
    shown: (page) => page.getByRole('textbox').first(),
  },
];

describe('what opens is for everybody too', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test.each(things)('$name', async ({ name, door, path, open: openIt, shown }) => {
    for (const device of [{ size: laptop }, { size: phone, dark: true }]) {
      const { page, expectQuiet, close } = await visit(browser, inject('demoOrigin'), device);
      await enter(page, door);
      await open(page, `/goethe/${path}`);
      await openIt(page, device.size === phone);
      await seen(shown(page).first());
      const faults = await faultsOf(page, `${name} at ${device.size.width}`);
      // opened anew at the smallest size: what is open already is not measured again by a window that shrinks
      await page.setViewportSize({ width: 320, height: 640 });
      await open(page, `/goethe/${path}`);
      await openIt(page, true);
      await seen(shown(page).first());
      faults.push(...(await tooWide(page, `${name} at 320`)));
      expect(faults).toEqual([]);
      expectQuiet();
      await close();
    }
  });

  test('a dialog keeps the focus, Escape closes it, and the focus is back where it was', async () => {
    const { page, expectQuiet, close } = await visit(browser, inject('demoOrigin'));
    await enter(page, 'Sekretariat');
    await open(page, '/goethe/briefe');
    await settled(page);
    const opener = page.getByRole('button', { name: 'Briefe drucken' }).first();
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await seen(dialog);
    for (let stops = 0; stops < 8; stops += 1) {
      await page.keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press('Escape');
    await gone(dialog);
    // the focus follows a moment after the dialog has gone
    const back = (element: Element | null) => element === document.activeElement;
    expect(await page.waitForFunction(back, await opener.elementHandle()).then(() => true)).toBe(true);
    expectQuiet();
    await close();
  });
});
