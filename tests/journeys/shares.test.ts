import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf, tooWide } from './accessible.ts';
import { enter, gone, open, openBrowser, phone, seen, type Visitor, visit } from './browser.ts';

/** A teacher shares a folder with a course, a pupil works in it and takes it off their list. Both leave their files as they were. */
describe('shared files', () => {
  let browser: Browser;
  let teacher: Visitor;
  let pupil: Visitor;
  /** A name nobody else of the run uses. */
  const name = 'Klimaschutz im Stadtteil';

  beforeAll(async () => {
    browser = await openBrowser();
    teacher = await visit(browser, inject('demoOrigin'));
    pupil = await visit(browser, inject('demoOrigin'), { size: phone, dark: true });
    await Promise.all([enter(teacher.page, 'Lehrkraft'), enter(pupil.page, 'Schülerin')]);
  });
  afterAll(() => browser?.close());

  test('a folder is shared with a course for changing', async () => {
    const { page } = teacher;
    await open(page, '/goethe/dateien');
    await page.getByRole('button', { name: 'Neuer Ordner' }).click();
    await page.getByRole('textbox', { name: 'Name des Ordners' }).fill(name);
    await page.getByRole('button', { name: 'Ordner anlegen' }).click();
    await page.getByRole('link', { name, exact: true }).click();
    await seen(page.getByRole('navigation', { name: 'Wo dieser Ordner liegt' }).getByText(name));
    await page
      .getByLabel('Dateien wählen')
      .setInputFiles({ name: 'Umfrage.txt', mimeType: 'text/plain', buffer: Buffer.from('Wer fährt Rad?') });
    await seen(row(page, 'Umfrage.txt'));
    await page.goBack();
    await page.getByRole('button', { name: `Was mit »${name}« geht` }).click();
    await page.getByRole('menuitem', { name: 'Teilen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Mit wem' }).fill('Mathematik 8b');
    await page.getByRole('option', { name: /^Mathematik 8b/ }).click();
    await dialog.getByRole('checkbox', { name: 'Darf auch ändern' }).check();
    expect(await faultsOf(page, 'sharing')).toEqual([]);
    await dialog.getByRole('button', { name: 'Freigeben' }).click();
    await seen(dialog.getByText('darf ändern'));
    teacher.expectQuiet();
  });

  test('who it is shared with finds a file in it, deletes it, and takes that back', async () => {
    const { page } = pupil;
    await open(page, '/goethe/dateien?q=Umfrage');
    expect(await faultsOf(page, 'found on a phone')).toEqual([]);
    await page.getByRole('link', { name: `Geteilt: ${name}` }).click();
    await page.getByRole('button', { name: 'Was mit »Umfrage.txt« geht' }).click();
    await page.getByRole('menuitem', { name: 'Löschen' }).click();
    await gone(row(page, 'Umfrage.txt'));
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await seen(row(page, 'Umfrage.txt'));
    pupil.expectQuiet();
  });

  test('who it is shared with copies a file of their own into it, and its owner finds it there', async () => {
    const { page } = pupil;
    await open(page, '/goethe/dateien');
    await page.getByRole('button', { name: 'Was mit »Bücherliste.txt« geht' }).click();
    await page.getByRole('menuitem', { name: 'Kopieren' }).click();
    const dialog = page.getByRole('dialog', { name: 'Wohin kopieren?' });
    await dialog.getByRole('button', { name: 'Orte' }).click();
    await dialog.getByRole('button', { name: 'Mit mir geteilt' }).click();
    const place = dialog.getByRole('button', { name: new RegExp(`^${name}`) });
    await seen(place);
    expect([...(await faultsOf(page, 'places on a phone')), ...(await tooWide(page, 'places'))]).toEqual([]);
    await place.click();
    await dialog.getByRole('button', { name: 'Hierher kopieren' }).click();
    await seen(page.getByText('1 Eintrag kopiert.'));
    await open(teacher.page, '/goethe/dateien');
    await teacher.page.getByRole('link', { name, exact: true }).click();
    await seen(row(teacher.page, 'Bücherliste.txt'));
    teacher.expectQuiet();
    pupil.expectQuiet();
  });

  test('what is taken off the list is off it, and goes back on it', async () => {
    const { page } = pupil;
    await open(page, '/goethe/dateien?ansicht=geteilt');
    const listed = page.getByRole('list', { name: 'Mit mir geteilt' }).getByRole('button', { name: new RegExp(`^${name}`) });
    await seen(listed);
    await page.getByRole('button', { name: `Was mit »${name}« geht` }).click();
    await page.getByRole('menuitem', { name: 'Aus meiner Liste nehmen' }).click();
    await gone(listed);
    await page.getByRole('button', { name: 'Aus der Liste Genommenes zeigen' }).click();
    expect(await faultsOf(page, 'off the list on a phone')).toEqual([]);
    await page.getByRole('button', { name: `Wieder aufnehmen: ${name}` }).click();
    await seen(listed);
    pupil.expectQuiet();
  });

  test('the owner deletes the folder, and it is gone from the list of who it was shared with', async () => {
    await open(teacher.page, '/goethe/dateien');
    await row(teacher.page, name).focus();
    await teacher.page.keyboard.press('Delete');
    await gone(row(teacher.page, name));
    await open(pupil.page, '/goethe/dateien?ansicht=geteilt');
    await gone(pupil.page.getByRole('button', { name: new RegExp(`^${name}`) }));
    teacher.expectQuiet();
  });
});

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
}
