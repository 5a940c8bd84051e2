import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf } from './accessible.ts';
import { enter, open, openBrowser, phone, seen, type Visitor, visit } from './browser.ts';

/** The office enters a day without school, thinks better of it and better again; a pupil reads it on a phone. Far ahead, so that nobody else's day is free. */
describe('free days', () => {
  let browser: Browser;
  let office: Visitor;
  let pupil: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
    const origin = inject('demoOrigin');
    [office, pupil] = await Promise.all([visit(browser, origin), visit(browser, origin, { size: phone, dark: true })]);
  });
  afterAll(() => browser?.close());

  test('are entered, changed, removed and brought back by the office', async () => {
    const { page } = office;
    await enter(page, 'Sekretariat');
    await open(page, '/goethe/freie-tage');
    await page.getByRole('button', { name: 'Freie Tage eintragen' }).click();
    await page.getByLabel('Bezeichnung', { exact: true }).fill('Schneefrei auf Vorrat');
    await page.getByRole('button', { name: 'Eintragen', exact: true }).click();
    await seen(page.getByText('Bitte den ersten freien Tag eingeben.'));
    const year = Number(/\d{4}/.exec((await page.getByRole('combobox', { name: 'Schuljahr' }).inputValue()) ?? '')?.[0]) + 1;
    await page.getByLabel('Erster freier Tag').fill(`${year}-06-30`);
    await page.getByRole('button', { name: 'Eintragen', exact: true }).click();
    const menu = page.getByRole('button', { name: 'Mehr zu »Schneefrei auf Vorrat«' });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Ändern' }).click();
    await page.getByLabel('Letzter freier Tag').fill(`${year}-07-01`);
    await page.getByRole('button', { name: 'Änderung speichern' }).click();
    await seen(page.getByText(/30\. Juni – .*1\. Juli \d{4} · 2 Tage/));
    await menu.click();
    await page.getByRole('menuitem', { name: 'Entfernen' }).click();
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await seen(page.getByText('»Schneefrei auf Vorrat« ist wieder eingetragen.'));
    expect(await faultsOf(page, 'free days of the office')).toEqual([]);
    office.expectQuiet();
  });

  test('are read by a pupil, who changes nothing', async () => {
    const { page } = pupil;
    await enter(page, 'Schülerin');
    await open(page, '/goethe/freie-tage');
    await seen(page.getByText('Schneefrei auf Vorrat'));
    expect(await page.getByRole('button', { name: /^Mehr zu|eintragen/ }).count()).toBe(0);
    expect(await faultsOf(page, 'free days of a pupil')).toEqual([]);
    pupil.expectQuiet();
  });
});
