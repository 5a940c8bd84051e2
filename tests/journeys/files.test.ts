import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf, tooWide } from './accessible.ts';
import { enter, gone, open, openBrowser, phone, seen, type Visitor, visit } from './browser.ts';

const html = '<script>document.title = "ran"</script>\n<h1>Text</h1>\n';

/** A teacher and a pupil keep files, look into them and lose nothing. Both are of the demo city, and leave their files as they were. */
describe('files', () => {
  let browser: Browser;
  let folder: string;
  let teacher: Visitor;
  let pupil: Visitor;
  /** The folder all of the teacher's part plays in: others of the run may keep files beside it. */
  let own: string;

  beforeAll(async () => {
    browser = await openBrowser();
    folder = await mkdtemp(join(tmpdir(), 'schulhof-files-'));
    await mkdir(join(folder, 'Weltraum', 'Quellen'), { recursive: true });
    await Promise.all([
      writeFile(join(folder, 'Weltraum', 'plan.txt'), 'erste Zeile\nzweite Zeile\n'),
      writeFile(join(folder, 'Weltraum', 'Quellen', 'seite.txt'), html),
      writeFile(join(folder, 'Blatt.pdf'), await threePages()),
      writeFile(join(folder, 'Foto.png'), onePixel),
    ]);
    teacher = await visit(browser, inject('demoOrigin'));
    pupil = await visit(browser, inject('demoOrigin'), { size: phone, dark: true });
    await Promise.all([enter(teacher.page, 'Lehrkraft'), enter(pupil.page, 'Schülerin')]);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('a whole folder is brought with the folders in it, and is found again by Back', async () => {
    const { page } = teacher;
    await open(page, '/goethe/dateien');
    await page.getByLabel('Ganzen Ordner wählen').setInputFiles(join(folder, 'Weltraum'));
    await page.getByRole('link', { name: 'Weltraum', exact: true }).click();
    await seen(row(page, 'plan.txt'));
    own = page.url();
    await page.getByRole('link', { name: 'Quellen', exact: true }).click();
    await seen(row(page, 'seite.txt'));
    const trail = page.getByRole('navigation', { name: 'Wo dieser Ordner liegt' });
    expect(await trail.getByRole('listitem').allInnerTexts()).toEqual(['Meine Dateien', 'Weltraum', 'Quellen']);
    expect(await faultsOf(page, 'folder')).toEqual([]);
    await page.goBack();
    await seen(row(page, 'plan.txt'));
    teacher.expectQuiet();
  });

  test('what wants to be a page is shown letter by letter', async () => {
    const { page } = teacher;
    await page.getByRole('link', { name: 'Quellen', exact: true }).click();
    await page.getByRole('button', { name: 'seite.txt', exact: true }).click();
    const viewer = page.getByRole('dialog', { name: 'seite.txt' });
    await seen(viewer.getByText('<h1>Text</h1>'));
    expect(await page.title()).not.toBe('ran');
    expect(await faultsOf(page, 'viewer with text')).toEqual([]);
    await page.keyboard.press('Escape');
    await gone(viewer);
    teacher.expectQuiet();
  });

  test('by keyboard alone: chosen, renamed, deleted and fetched back', async () => {
    const { page } = teacher;
    await open(page, own);
    await page.getByLabel('Dateien wählen').setInputFiles([join(folder, 'Blatt.pdf'), join(folder, 'Foto.png')]);
    await row(page, 'Foto.png').focus();
    await page.keyboard.press('F2');
    await page.keyboard.type('Tafel');
    await page.keyboard.press('Enter');
    await seen(row(page, 'Tafel.png'));
    expect(await row(page, 'Tafel.png').evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowUp');
    await seen(page.getByRole('toolbar').getByText('2 gewählt'));
    expect(await faultsOf(page, 'two chosen')).toEqual([]);
    await page.keyboard.press('Delete');
    await gone(row(page, 'Tafel.png'));
    await page.getByRole('button', { name: 'Rückgängig' }).press('Enter');
    await seen(row(page, 'Tafel.png'));
    await seen(row(page, 'plan.txt'));
    teacher.expectQuiet();
  });

  test('a PDF is read page by page, with words for those who listen, and its neighbours by arrow keys', async () => {
    const { page } = teacher;
    await page.getByRole('button', { name: 'Blatt.pdf', exact: true }).click();
    const viewer = page.getByRole('dialog');
    await seen(viewer.getByRole('region', { name: 'Seite 1 von 3' }).getByText('Erste Seite'));
    expect(await faultsOf(page, 'viewer with PDF')).toEqual([]);
    await viewer.getByRole('textbox', { name: /^Seite/ }).fill('3');
    await page.keyboard.press('Enter');
    await seen(viewer.getByText('Dritte Seite'));
    await viewer.getByRole('button', { name: 'Drehen' }).click();
    await seen(viewer.getByText('Dritte Seite'));
    await page.keyboard.press('ArrowRight');
    await seen(page.getByRole('dialog', { name: 'plan.txt' }).getByText('zweite Zeile'));
    await page.keyboard.press('ArrowRight');
    await seen(page.getByRole('dialog', { name: 'Tafel.png' }).getByRole('img', { name: 'Tafel.png' }));
    await page.keyboard.press('Escape');
    await gone(viewer);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Blatt.pdf');
    teacher.expectQuiet();
  });

  test('files are moved by dialog and by dragging, with the way back', async () => {
    const { page } = teacher;
    await page.getByRole('button', { name: 'Was mit »Blatt.pdf« geht' }).click();
    expect(await faultsOf(page, 'menu of a file')).toEqual([]);
    await page.getByRole('menuitem', { name: 'Verschieben' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Quellen' }).click();
    await seen(dialog.getByText('Hier sind keine Ordner.'));
    expect(await faultsOf(page, 'where to')).toEqual([]);
    await dialog.getByRole('button', { name: 'Hierher verschieben' }).click();
    await gone(row(page, 'Blatt.pdf'));
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await seen(row(page, 'Blatt.pdf'));
    await row(page, 'Blatt.pdf').dragTo(row(page, 'Quellen'));
    await gone(row(page, 'Blatt.pdf'));
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await seen(row(page, 'Blatt.pdf'));
    teacher.expectQuiet();
  });

  test('a name that is taken is said at its field, and what was typed stays', async () => {
    const { page } = teacher;
    await page.getByRole('button', { name: 'Neuer Ordner' }).click();
    const name = page.getByRole('textbox', { name: 'Name des Ordners' });
    await name.fill('Quellen');
    await page.getByRole('button', { name: 'Ordner anlegen' }).click();
    await seen(page.getByText(/»Quellen« gibt es hier schon/));
    expect(await name.inputValue()).toBe('Quellen');
    await page.getByRole('form', { name: 'Neuer Ordner' }).getByRole('button', { name: 'Abbrechen' }).click();
  });

  test('a course has a part to read: the pupil sees it and cannot add', async () => {
    const { page } = teacher;
    await page.getByRole('navigation', { name: 'Orte' }).getByRole('link', { name: 'Mathematik 8b' }).click();
    await page.getByRole('button', { name: 'Neuer Ordner' }).click();
    await page.getByRole('textbox', { name: 'Name des Ordners' }).fill('Lesestoff');
    await page.getByRole('combobox', { name: 'Mitglieder dürfen' }).click();
    await page.getByRole('option', { name: 'Nur lesen' }).click();
    await page.getByRole('button', { name: 'Ordner anlegen' }).click();
    await seen(row(page, 'Lesestoff').getByText('nur lesen'));

    const small = pupil.page;
    await open(small, '/goethe/dateien');
    await small.getByRole('combobox', { name: 'Orte' }).click();
    await small.getByRole('option', { name: 'Mathematik 8b' }).click();
    await small.getByRole('link', { name: 'Lesestoff', exact: true }).click();
    await seen(small.getByText('Hier legt die Leitung Dateien ab.'));
    expect(await small.getByRole('button', { name: 'Hochladen' }).count()).toBe(0);
    expect(await faultsOf(small, 'course on a phone')).toEqual([]);
    teacher.expectQuiet();
    pupil.expectQuiet();
  });

  test('on a phone a photo is taken, looked at and deleted', async () => {
    const { page } = pupil;
    await open(page, '/goethe/dateien');
    await page.getByLabel('Foto aufnehmen').setInputFiles(join(folder, 'Foto.png'));
    await page.getByRole('button', { name: 'Foto.png', exact: true }).click();
    await seen(page.getByRole('dialog').getByRole('img', { name: 'Foto.png' }));
    expect([...(await faultsOf(page, 'viewer on a phone')), ...(await tooWide(page, 'viewer'))]).toEqual([]);
    await page.getByRole('button', { name: 'Schließen' }).click();
    await page.getByRole('button', { name: 'Was mit »Foto.png« geht' }).click();
    await page.getByRole('menuitem', { name: 'Löschen' }).click();
    await gone(row(page, 'Foto.png'));
    pupil.expectQuiet();
  });

  test('all of it goes into the bin, from where one comes back', async () => {
    const { page } = teacher;
    await row(page, 'Lesestoff').focus();
    await page.keyboard.press('Delete');
    await gone(row(page, 'Lesestoff'));
    await open(page, '/goethe/dateien');
    await row(page, 'Weltraum').focus();
    await page.keyboard.press('Delete');
    await gone(row(page, 'Weltraum'));
    await open(page, '/goethe/dateien?ansicht=papierkorb');
    expect(await faultsOf(page, 'bin')).toEqual([]);
    await page.getByRole('button', { name: '»Weltraum« wiederherstellen' }).first().click();
    await seen(page.getByText('»Weltraum« ist wieder da.'));
    await open(page, '/goethe/dateien');
    await row(page, 'Weltraum').focus();
    await page.keyboard.press('Delete');
    await gone(row(page, 'Weltraum'));
    teacher.expectQuiet();
  });

  /** A document of three pages, made by the browser. */
  async function threePages(): Promise<Buffer> {
    const page = await browser.newPage();
    await page.setContent(['Erste', 'Zweite', 'Dritte'].map((which) => `<p style="break-after: page">${which} Seite</p>`).join(''));
    const pdf = await page.pdf({ format: 'A4' });
    await page.close();
    return pdf;
  }
});

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
}

const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
