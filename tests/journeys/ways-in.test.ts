import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf, tooWide } from './accessible.ts';
import { enter, gone, nextDay, open, openBrowser, phone, seen, settled, type Visitor, visit } from './browser.ts';

/** Poppler reads the code off a printed card; without it (Debian: poppler-utils) the journeys with a card are left out. */
const poppler = 'pdftotext';
const hasPoppler = spawnSync(poppler, ['-v']).error === undefined;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('a passkey', () => {
  const label = `Schlüssel ${Date.now()}`;

  test('is made on "my access" and opens the door alone; the only way in cannot be thrown away', async () => {
    const { page, expectQuiet, close } = await visit(browser, inject('demoOrigin'));
    await holdAuthenticator(page);
    await enter(page, 'Schulleitung');
    await open(page, '/goethe/mein-zugang');
    await page.getByRole('textbox', { name: 'Name des Passkeys' }).fill(label);
    await page.getByRole('button', { name: 'Passkey anlegen' }).click();
    const remove = page.getByRole('button', { name: `Passkey ${label} entfernen` });
    await seen(remove);

    await nextDay(page);
    await open(page, '/goethe/anmelden');
    await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
    await page.waitForURL(/\/goethe\/heute$/);
    await settled(page);

    await open(page, '/goethe/mein-zugang');
    await remove.click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /entfernen/ })
      .click();
    await seen(page.getByRole('dialog').getByRole('alert').filter({ hasText: /\S/ }));
    await page.reload();
    await seen(remove);
    expectQuiet();
    await close();
  });
});

describe.skipIf(!hasPoppler)('a picture card', () => {
  let teacher: Visitor;
  let child: Visitor;
  let code = '';
  const pictures = ['Fisch', 'Sonne', 'Fisch'];

  beforeAll(async () => {
    teacher = await visit(browser, inject('demoOrigin'));
    child = await visit(browser, inject('demoOrigin'), { size: phone });
  });

  test('is allowed for a class and printed for one child', async () => {
    const { page } = teacher;
    await enter(page, 'Lehrkraft');
    await open(page, '/goethe/bildkarten');
    await page.getByRole('checkbox', { name: 'Bildkarten für diese Klasse erlauben' }).click();
    await seen(page.getByRole('button', { name: 'Alle Karten drucken' }));
    await page.getByRole('checkbox', { name: /Zschunke/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Karten drucken (1)', exact: true }).click(),
    ]);
    const card = execFileSync(poppler, ['-layout', '-', '-'], { input: readFileSync(await download.path()), encoding: 'utf8' });
    code = card.match(/(\w{4}-){6}\w{4}/)?.[0] ?? '';
    expect(code).not.toBe('');
    teacher.expectQuiet();
  });

  test('with its code typed and three pictures chosen twice, the child is in', async () => {
    const { page } = child;
    await typeCode(page, code.toLowerCase().replaceAll('-', ' '));
    await seen(page.getByRole('heading', { name: 'Wähle deine drei Bilder' }));
    expect([...(await faultsOf(page, 'choosing pictures')), ...(await tooWide(page, 'choosing pictures'))]).toEqual([]);
    await tap(page, pictures);
    await page.getByRole('button', { name: 'Weiter' }).click();
    await seen(page.getByRole('heading', { name: 'Noch einmal deine drei Bilder' }));
    await tap(page, pictures);
    await page.getByRole('button', { name: 'Merken und anmelden' }).click();
    await page.waitForURL(/\/goethe\/heute$/);
    await settled(page);
    child.expectQuiet();
  });

  test('the next day the wrong pictures are answered kindly, and the right ones let in', async () => {
    const { page } = child;
    await nextDay(page);
    await typeCode(page, code);
    await seen(page.getByRole('heading', { name: 'Deine drei Bilder' }));
    await tap(page, ['Sonne', 'Fisch', 'Fisch']);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await seen(page.getByText('Das waren nicht die richtigen Bilder.'));
    await tap(page, pictures);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await page.waitForURL(/\/goethe\/heute$/);
    await settled(page);
    child.expectQuiet();
  });

  test('a lost card opens nothing, and the child is out at once', async () => {
    const { page } = teacher;
    await page.reload();
    await settled(page);
    await seen(page.getByText('bereit').first());
    await page.getByRole('checkbox', { name: /Zschunke/ }).click();
    await page.getByRole('button', { name: 'Karte verloren' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Karte verloren' }).click();
    await gone(page.getByText('bereit').first());
    // a page of its own, since the open one may be leaving for the sign-in by itself
    const again = await child.context.newPage();
    await again.goto('/goethe/heute');
    await again.waitForURL(/\/anmelden/);
    // whether there is such a card, or was one, is not told
    await typeCode(again, code);
    await tap(again, pictures);
    await again.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await seen(again.getByText('Das waren nicht die richtigen Bilder.'));
    teacher.expectQuiet();
    await Promise.all([teacher.close(), child.close()]);
  });
});

test('signed out there from the list of devices, the other device is out with its next step', async () => {
  const [lost, here] = await Promise.all([visit(browser, inject('demoOrigin'), { size: phone }), visit(browser, inject('demoOrigin'))]);
  await enter(lost.page, 'Sekretariat');
  await enter(here.page, 'Sekretariat');
  await open(here.page, '/goethe/mein-zugang');
  const others = here.page.getByRole('button', { name: /^Auf .* abmelden$/ });
  for (let left = await others.count(); left > 0; left -= 1) {
    await others.first().click();
    await here.page.waitForFunction((before) => document.querySelectorAll('button[aria-label^="Auf "]').length < before, left);
  }
  await lost.page.goto('/goethe/personen');
  await lost.page.waitForURL(/\/goethe\/anmelden\?weiter=/);
  await here.page.reload();
  await seen(here.page.getByRole('heading', { name: 'Mein Zugang' }));
  lost.expectQuiet();
  here.expectQuiet();
  await Promise.all([lost.close(), here.close()]);
});

/** A passkey holder as of a laptop with a fingerprint reader, by the browser's own means for tests. */
async function holdAuthenticator(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.goto('/karte');
  await page.getByRole('textbox', { name: 'Code auf der Karte' }).fill(code);
  await page.getByRole('button', { name: 'Weiter' }).click();
}

async function tap(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole('group', { name: 'Bilder' }).getByRole('button', { name, exact: true }).click();
}
