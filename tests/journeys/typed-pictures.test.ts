import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { aSheet } from './a-sheet.ts';
import { faultsOf, tooWide } from './accessible.ts';
import { enter, openBrowser, phone, seen, type Visitor, visit } from './browser.ts';

/** Nobody else's work in the shared city bears this title. */
const title = `Mein Rechenweg ${Date.now()}`;

/** On a phone a pupil puts a picture between the lines; the teacher reads it there, and writes on it although there is a newer version. */
describe('pictures in what is typed', () => {
  let browser: Browser;
  let teacher: Visitor;
  let pupil: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
    teacher = await visit(browser, inject('demoOrigin'));
    pupil = await visit(browser, inject('demoOrigin'), { size: phone, dark: true });
    await enter(teacher.page, 'Lehrkraft');
    await enter(pupil.page, 'Schülerin');
  });
  afterAll(() => browser?.close());

  test('work that takes text alone is set', async () => {
    const { page } = teacher;
    await page.goto('/goethe/aufgaben/neu');
    await page.getByRole('combobox', { name: 'Kurs oder Klasse' }).click();
    await page.getByRole('option', { name: /^Mathematik 8b/ }).click();
    await page.getByRole('textbox', { name: 'Titel' }).fill(title);
    await page.getByRole('button', { name: 'Weiter' }).click();
    await page.getByRole('checkbox', { name: /^Dateien/ }).uncheck();
    await page.getByRole('button', { name: 'Aufgabe veröffentlichen' }).click();
    await seen(page.getByRole('heading', { name: title, level: 1 }));
  });

  test('a picture stands where it was put, after the page was loaded anew and after handing in', async () => {
    const { page } = pupil;
    await page.goto('/goethe/aufgaben');
    await page.getByRole('link', { name: new RegExp(title) }).click();
    const picture = page.getByRole('button', { name: 'Bild', exact: true });
    await seen(picture);
    const text = page.getByRole('textbox', { name: 'Text', exact: true });
    await text.click();
    await page.keyboard.type('Zuerst so:');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), picture.click()]);
    await chooser.setFiles({ name: 'Heft.png', mimeType: 'image/png', buffer: await aSheet(page, 300) });
    await text.locator('img').click();
    await page.getByRole('textbox', { name: 'Was ist zu sehen?' }).fill('Meine Gleichung');
    expect([...(await faultsOf(page, 'text with a picture')), ...(await tooWide(page, 'text with a picture'))]).toEqual([]);
    await text.locator('p').last().click();
    await page.keyboard.type('Dann fertig.');
    await seen(page.getByText('gespeichert').first());
    await page.reload();
    await seen(text.getByRole('img', { name: 'Meine Gleichung' }));
    expect(await text.locator('p').allTextContents()).toEqual(['Zuerst so:', 'Dann fertig.']);
    await page.getByRole('button', { name: 'Aufgabe abgeben' }).click();
    await seen(page.getByRole('status').filter({ hasText: 'Abgegeben' }));
    await seen(page.getByRole('img', { name: 'Meine Gleichung' }));
    expect(await page.getByRole('link', { name: /Heft/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Abgabe ändern' }).click();
    await text.getByRole('img').click();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Noch einmal abgeben' }).click();
    await seen(page.getByText('(Fassung 2)').first());
    expect(await page.getByRole('img', { name: 'Meine Gleichung' }).count()).toBe(0);
    pupil.expectQuiet();
  });

  test('the teacher writes on the picture of the first version and gives that back', async () => {
    const { page } = teacher;
    await page.getByRole('link', { name: 'Abgaben beantworten' }).first().click();
    await page.getByRole('button', { name: /^Demir, Elif/ }).click();
    await page.getByRole('combobox', { name: 'Fassung' }).click();
    await page.getByRole('option', { name: 'Fassung 1' }).click();
    await seen(page.getByRole('img', { name: 'Meine Gleichung' }));
    await page.getByRole('button', { name: /^Anmerken: Heft/ }).click();
    await seen(page.getByText(/^Frühere Fassung 1/));
    await page.getByRole('button', { name: 'Stempel' }).click();
    await page.getByRole('group', { name: /^Seite 1/ }).click();
    await seen(page.getByText('1 Anmerkung als Liste'));
    await seen(page.getByText('gespeichert').first());
    expect(await faultsOf(page, 'an earlier version annotated')).toEqual([]);
    await page.getByRole('textbox', { name: 'Rückmeldung', exact: true }).fill('Schau auf Fassung 1.');
    await page.getByRole('button', { name: 'Nur diese zurückgeben' }).click();
    await seen(page.getByText(/^zurückgegeben heute/));
    teacher.expectQuiet();

    await pupil.page.reload();
    await pupil.page.getByRole('button', { name: /^Anmerkungen zu Fassung 1: Heft/ }).click();
    await seen(pupil.page.getByText('1 Anmerkung als Liste'));
    pupil.expectQuiet();
  });
});
