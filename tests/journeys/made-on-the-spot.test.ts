import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { aSheet } from './a-sheet.ts';
import { faultsOf, tooWide } from './accessible.ts';
import { enter, openBrowser, phone, seen, type Visitor, visit } from './browser.ts';

/** Nobody else's work in the shared city bears this title. */
const title = `Wurzeln und Brüche ${Date.now()}`;

/** Formulas and a picture in a task; on a phone photos become a PDF and a note is spoken; the teacher hears it. */
describe('what is made on the spot', () => {
  let browser: Browser;
  let teacher: Visitor;
  let pupil: Visitor;

  beforeAll(async () => {
    browser = await openBrowser(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']);
    teacher = await visit(browser, inject('demoOrigin'));
    pupil = await visit(browser, inject('demoOrigin'), { size: phone });
    await enter(teacher.page, 'Lehrkraft');
    await enter(pupil.page, 'Schülerin');
  });
  afterAll(() => browser?.close());

  test('a teacher writes a formula by keys, one by buttons, and puts a picture in', async () => {
    const { page } = teacher;
    await page.goto('/goethe/aufgaben/neu');
    await page.getByRole('combobox', { name: 'Kurs oder Klasse' }).click();
    await page.getByRole('option', { name: /^Mathematik 8b/ }).click();
    await page.getByRole('textbox', { name: 'Titel' }).fill(title);
    await page.getByRole('button', { name: 'Weiter' }).click();
    const text = page.getByRole('textbox', { name: 'Aufgabe' });
    await text.pressSequentially('Berechne $x^2$ und ');
    await page.getByRole('button', { name: 'Formel', exact: true }).click();
    await page.getByRole('button', { name: 'Wurzel √', exact: true }).click();
    await page.keyboard.type('16');
    await seen(page.getByRole('status').locator('.katex'));
    expect(await faultsOf(page, 'formula tools')).toEqual([]);
    await page.keyboard.press('Enter');
    await text.locator('math').nth(1).waitFor({ state: 'attached' });
    await text.locator('.katex').first().click();
    await page.getByRole('button', { name: 'Formel', exact: true }).click();
    expect(await page.getByRole('textbox', { name: 'LaTeX' }).inputValue()).toBe('x^2');
    await page.keyboard.press('Escape');

    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Bild', exact: true }).click(),
    ]);
    await chooser.setFiles({ name: 'Skizze.png', mimeType: 'image/png', buffer: await aSheet(page, 300) });
    await text.locator('img[data-size]').click();
    await page.getByRole('textbox', { name: 'Was ist zu sehen?' }).fill('Ein Blatt');
    await page.getByRole('button', { name: 'klein' }).click();
    expect(await faultsOf(page, 'picture tools')).toEqual([]);
    await page.getByRole('button', { name: 'Aufgabe veröffentlichen' }).click();
    await seen(page.getByRole('heading', { name: title, level: 1 }));
    await seen(page.getByRole('img', { name: 'Ein Blatt' }));
    teacher.expectQuiet();
  });

  test('a pupil photographs two pages on a phone, sets a corner by keyboard and hands in one PDF and a voice note', async () => {
    const { page } = pupil;
    await page.goto('/goethe/aufgaben');
    await page.getByRole('link', { name: new RegExp(title) }).click();
    await seen(page.getByRole('img', { name: 'Ein Blatt' }));
    await page.getByRole('textbox', { name: 'Text' }).fill('Es ist $\\sqrt{16}=4$.');
    await seen(page.getByRole('region', { name: 'So wird der Text gelesen' }).locator('math'));

    await page.getByRole('button', { name: 'Seiten fotografieren' }).click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Aus der Galerie' }).click()]);
    const photo = { mimeType: 'image/png', buffer: await aSheet(page, 900) };
    await chooser.setFiles([
      { name: 'a.png', ...photo },
      { name: 'b.png', ...photo },
    ]);
    await seen(page.getByText(/^2 Seiten, \d+/));
    const corner = page.getByRole('button', { name: /^Ecke oben links: 10 % von links, 10 % von oben/ });
    await corner.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await seen(page.getByRole('button', { name: /^Ecke oben links: 15 % von links, 10 % von oben/ }));
    await seen(page.getByText(/^2 Seiten, \d+/));
    expect([...(await faultsOf(page, 'pages')), ...(await tooWide(page, 'pages'))]).toEqual([]);
    await page.getByRole('button', { name: 'Als PDF anhängen' }).click();
    await seen(page.getByRole('link', { name: /^Seiten .*\.pdf/ }));

    await page.getByRole('button', { name: 'Sprachnotiz' }).click();
    await page.getByRole('button', { name: 'Aufnahme beginnen' }).click();
    await seen(page.getByText('0:02 von 5:00'));
    expect(await faultsOf(page, 'recording')).toEqual([]);
    await page.getByRole('button', { name: 'Aufnahme beenden' }).click();
    await page.getByRole('button', { name: 'Anhängen', exact: true }).click();
    await seen(page.getByRole('link', { name: /^Sprachnotiz .*\.webm/ }));
    await page.getByRole('button', { name: 'Aufgabe abgeben' }).click();
    await seen(page.getByRole('status').filter({ hasText: 'Abgegeben' }));
    pupil.expectQuiet();
  });

  test('what was spoken is played as sound, with its length, from where one wants', async () => {
    const { page } = pupil;
    await page.getByRole('link', { name: /^Sprachnotiz/ }).click();
    const sound = page.getByRole('dialog').locator('audio');
    await sound.waitFor({ state: 'attached' });
    const reached = await sound.evaluate(async (element) => {
      const audio = element as HTMLAudioElement; // an `audio`, by the locator above
      if (audio.readyState === 0) await new Promise((resolve) => audio.addEventListener('loadedmetadata', resolve, { once: true }));
      audio.currentTime = 1.5;
      await new Promise((resolve) => audio.addEventListener('seeked', resolve, { once: true }));
      return [audio.duration, audio.currentTime];
    });
    expect(reached[0]).toBeGreaterThan(1.9);
    expect(reached[0]).toBeLessThan(20);
    expect(reached[1]).toBe(1.5);
    pupil.expectQuiet();
  });
});
