import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf } from './accessible.ts';
import { enter, openBrowser, phone, seen, type Visitor, visit } from './browser.ts';

/** A teacher annotates a PDF that was handed in, with the mouse and by keyboard alone; its pupil sees it on a phone once it is given back. */
describe('a file is annotated', () => {
  let browser: Browser;
  let teacher: Visitor;
  let pupil: Visitor;
  let work = { id: '', pupilId: '' };

  beforeAll(async () => {
    browser = await openBrowser();
    teacher = await visit(browser, inject('demoOrigin'));
    pupil = await visit(browser, inject('demoOrigin'), { size: phone });
    await Promise.all([enter(teacher.page, 'Lehrkraft'), enter(pupil.page, 'Schülerin')]);
    const answer = await pupil.page.request.get('/api/goethe/assignments?show=done&limit=200');
    const { items } = (await answer.json()) as { items: (typeof work & { title: string; answered: boolean })[] }; // as the list's contract says
    work = items.find(({ title, answered }) => title === 'Terme vereinfachen' && answered) ?? work;
  });
  afterAll(async () => {
    await browser?.close();
  });

  const sheet = (page: Page) => page.locator('[data-ink="1"]');
  const sheetSays = (page: Page, count: number) =>
    expect.poll(() => sheet(page).getAttribute('aria-label'), { timeout: 10_000 }).toBe(`Seite 1, ${count} Anmerkungen`);

  test('with the mouse, by keyboard alone, and saved by itself', async () => {
    const { page } = teacher;
    await page.goto(`/goethe/aufgaben/${work.id}/antworten?wer=${work.pupilId}`);
    await page.getByRole('button', { name: 'Anmerken: Lösung.pdf' }).click();
    await seen(sheet(page));
    await sheetSays(page, 6);
    const room = await sheet(page).boundingBox();
    if (room === null) throw new Error('no page to draw on');
    await page.mouse.move(room.x + 60, room.y + 200);
    await page.mouse.down();
    await page.mouse.move(room.x + 160, room.y + 230, { steps: 8 });
    await page.mouse.up();
    await sheetSays(page, 7);

    await page.keyboard.press('s');
    await sheet(page).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Gut gesehen');
    await page.keyboard.press('Escape');
    await sheetSays(page, 9);
    await page.keyboard.press('Control+z');
    await sheetSays(page, 8);
    await page.keyboard.press('Control+y');
    await sheetSays(page, 9);
    await page.getByText('9 Anmerkungen als Liste').click();
    await seen(page.getByRole('button', { name: /^Seite 1, .*: »Gut gesehen«$/ }));
    expect(await faultsOf(page, 'annotating')).toEqual([]);
    await seen(page.getByRole('region', { name: 'Anmerkungen auf Lösung.pdf' }).getByText('gespeichert', { exact: true }));
    await page.reload();
    await seen(sheet(page));
    await sheetSays(page, 9);
  });

  test('what is drawn without a line is kept, and sent when it is there again', async () => {
    const { page, context } = teacher;
    await context.setOffline(true);
    await page.keyboard.press('s');
    await sheet(page).click({ position: { x: 120, y: 320 } });
    await sheetSays(page, 10);
    await seen(page.getByText('Keine Verbindung: Anmerkungen sind auf diesem Gerät', { exact: false }));
    await context.setOffline(false);
    await seen(page.getByRole('region', { name: 'Anmerkungen auf Lösung.pdf' }).getByText('gespeichert', { exact: true }));
  });

  test('its pupil sees them once they are given back, and takes them along', async () => {
    const look = async () => {
      await pupil.page.goto(`/goethe/aufgaben/${work.id}`);
      await pupil.page.getByRole('button', { name: 'Anmerkungen ansehen: Lösung.pdf' }).click();
      await seen(sheet(pupil.page));
    };
    await look();
    await sheetSays(pupil.page, 6);
    const given = teacher.page.waitForResponse(/given-back$/);
    await teacher.page.getByRole('button', { name: 'Nur diese zurückgeben' }).click();
    expect(await (await given).json()).toEqual({ givenBack: 1 });
    await look();
    await sheetSays(pupil.page, 10);
    expect(await faultsOf(pupil.page, 'looking at annotations')).toEqual([]);
    const download = pupil.page.waitForEvent('download');
    await pupil.page.getByRole('button', { name: 'Mit Anmerkungen herunterladen' }).click();
    expect((await download).suggestedFilename()).toBe('Lösung.pdf');
    pupil.expectQuiet();
  });
});
