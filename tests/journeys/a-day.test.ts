import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addDays, dayOf } from '#kernel/time/calendar.ts';
import { tooWide } from './accessible.ts';
import { enter, gone, openBrowser, phone, seen, settled, type Visitor, visit } from './browser.ts';

/** Nobody else's work in the shared city bears this title. */
const title = `Gleichungen lösen, Blatt ${Date.now()}`;
const handedIn = 'x = 7, denn 3 · 7 + 4 = 25.';
const answer = 'Richtig gerechnet, und die Probe steht dabei. Weiter so.';

/** One piece of work goes its whole way; the steps follow each other as at a school. */
describe('a day with one piece of work', () => {
  let browser: Browser;
  let pupil: Visitor;
  let teacher: Visitor;
  let guardian: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
    pupil = await visit(browser, inject('demoOrigin'), { size: phone });
    teacher = await visit(browser, inject('demoOrigin'));
    guardian = await visit(browser, inject('demoOrigin'));
    await enter(teacher.page, 'Lehrkraft');
    await enter(pupil.page, 'Schülerin');
    await enter(guardian.page, 'Mutter mit Kindern an zwei Schulen');
  });
  afterAll(() => browser?.close());

  test('the teacher sets work for a course, with a title, a text and a time', async () => {
    const { page } = teacher;
    await page
      .getByRole('link', { name: /^Aufgaben/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Aufgabe stellen' }).click();
    await page.getByRole('combobox', { name: 'Kurs oder Klasse' }).click();
    await page.getByRole('option', { name: /^Mathematik 8b/ }).click();
    await page.getByRole('textbox', { name: 'Titel' }).fill(title);
    await page.getByRole('button', { name: 'Weiter' }).click();

    await page.getByRole('textbox', { name: 'Aufgabe' }).fill('Löse die drei Gleichungen und mache jedes Mal die Probe.');
    await page.getByRole('textbox', { name: /^Fällig/ }).fill(`${addDays(dayOf(new Date()), 1)}T18:00`);
    await seen(page.getByText('Entwurf gespeichert'));
    await page.getByRole('button', { name: 'Aufgabe veröffentlichen' }).click();

    await seen(page.getByRole('heading', { name: title, level: 1 }));
    await seen(page.getByText('0 von 30 abgegeben'));
    teacher.expectQuiet();
  });

  test('the pupil finds it on her phone, writes, hands in and gets a receipt', async () => {
    const { page } = pupil;
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Aufgaben/ })
      .filter({ visible: true })
      .click();
    const entry = page.getByRole('link', { name: new RegExp(title) });
    await seen(entry.filter({ hasText: 'neu' }));
    await entry.click();
    await seen(page.getByText('Löse die drei Gleichungen'));
    expect(await tooWide(page, 'the task on a phone')).toEqual([]);

    await page.getByRole('textbox', { name: 'Text' }).fill(handedIn);
    await page.getByRole('button', { name: 'Aufgabe abgeben' }).click();

    await seen(page.getByRole('status').filter({ hasText: 'Abgegeben' }));
    await seen(page.getByText(handedIn));
    await seen(page.getByText('Du kannst bis zum Schluss noch einmal abgeben.'));
    pupil.expectQuiet();
  });

  test('on the list of the pupil it stands with what is handed in, and no longer with what is open', async () => {
    const { page } = pupil;
    await page.getByRole('link', { name: 'Aufgaben' }).filter({ visible: true }).first().click();
    await settled(page);
    await gone(page.getByRole('link', { name: new RegExp(title) }));
    await page.getByRole('button', { name: 'Erledigt' }).click();
    await seen(page.getByRole('link', { name: new RegExp(title) }));
  });

  test('the page of the teacher shows the hand-in by itself, and who has opened the work', async () => {
    const row = teacher.page.getByRole('row', { name: /Demir, Elif/ });
    await seen(teacher.page.getByText('1 von 30 abgegeben'));
    await seen(row.getByRole('cell', { name: 'ja' }));
  });

  test('the list of the teacher agrees with the start page on what waits', async () => {
    const { page } = teacher;
    await page.getByRole('navigation').getByRole('link', { name: 'Heute' }).first().click();
    await seen(page.getByRole('heading', { name: 'Wartet auf Sie' }));
    const waiting = await waitingOn(teacher);
    expect(waiting.length).toBeGreaterThan(0);

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Aufgaben/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Zu beantworten' }).click();
    await seen(page.getByRole('link', { name: new RegExp(title) }));
    for (const { path, count } of waiting) {
      const inList = page.locator(`main a[href="${path}"]`);
      await seen(inList);
      expect(await inList.textContent()).toContain(`${count} zu beantworten`);
    }
  });

  test('the teacher answers by keyboard alone and gives back', async () => {
    const { page } = teacher;
    await page.getByRole('link', { name: new RegExp(title) }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Abgaben beantworten' }).focus();
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { name: 'Demir, Elif', level: 2 }));
    await seen(page.getByText(handedIn));

    await page.getByRole('textbox', { name: 'Rückmeldung' }).focus();
    await page.keyboard.insertText(answer);
    await page.keyboard.press('Control+Enter');
    const giveBack = page.getByRole('button', { name: '1 zurückgeben' });
    await giveBack.focus();
    await page.keyboard.press('Enter');

    await seen(page.getByText('1 Antwort ist zurückgegeben.'));
    teacher.expectQuiet();
  });

  test('the pupil reads the answer, and a notice tells of it', async () => {
    const { page } = pupil;
    await page.getByRole('link', { name: new RegExp(title) }).click();
    await seen(page.getByRole('heading', { name: 'Rückmeldung' }));
    await seen(page.getByText(answer));
    await page.goto('/goethe/mitteilungen');
    await seen(page.getByText(`Zu: ${title}`));
    pupil.expectQuiet();
  });

  test('the guardian sees the days of both children, at two schools, side by side', async () => {
    const { page } = guardian;
    const elif = page
      .getByRole('region')
      .or(page.locator('section'))
      .filter({ has: page.getByRole('heading', { name: 'Elif Demir' }) });
    const can = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Can Demir' }) });
    await seen(elif);
    await seen(can.getByText('Grundschule am Park'));
    const boxes = await Promise.all([elif.boundingBox(), can.boundingBox()]);
    expect(boxes[0]?.y).toBe(boxes[1]?.y);
    expect(boxes[0]?.x).not.toBe(boxes[1]?.x);
    guardian.expectQuiet();
  });

  test('the guardian follows the work of the child, and can hand in nothing', async () => {
    const { page } = guardian;
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Aufgaben/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Erledigt' }).click();
    await page.getByRole('link', { name: new RegExp(title) }).click();
    await seen(page.getByText(answer));
    expect(await page.getByRole('button', { name: 'Aufgabe abgeben' }).count()).toBe(0);
    guardian.expectQuiet();
  });
});

/** What "Wartet auf Sie" holds: the address of the work, and how many hand-ins wait there. */
async function waitingOn({ page }: Visitor): Promise<{ path: string; count: string }[]> {
  const links = await page.getByRole('complementary').getByRole('list').first().getByRole('link').all();
  return Promise.all(
    links.map(async (link) => ({
      path: ((await link.getAttribute('href')) ?? '').replace(/\/antworten$/, ''),
      count: (await link.getByText(/^\d+$/).textContent()) ?? '',
    })),
  );
}
