import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf } from './accessible.ts';
import { enter, laptop, open, openBrowser, phone, seen, type Visitor, visit } from './browser.ts';

/** A teacher and a pupil look at their week, on a laptop and on a phone, in light and dark, German and English. */
describe('the week', () => {
  let browser: Browser;
  let teacher: Visitor;
  let pupil: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
    const origin = inject('demoOrigin');
    [teacher, pupil] = await Promise.all([visit(browser, origin), visit(browser, origin, { size: phone, dark: true })]);
  });
  afterAll(() => browser?.close());

  test('of a teacher, on a laptop and in a narrow window', async () => {
    const { page } = teacher;
    await enter(page, 'Lehrkraft');
    await openWeek(page);
    await seen(lessonsOf(page).first());
    expect(await faultsOf(page, 'week of a teacher')).toEqual([]);
    await page.setViewportSize(phone);
    expect(await faultsOf(page, 'day of a teacher')).toEqual([]);
    await page.setViewportSize(laptop);
    teacher.expectQuiet();
  });

  test('arrows walk from lesson to lesson, and Page Down to the next week', async () => {
    const { page } = teacher;
    await page.locator('[data-lesson][tabindex="0"]').focus();
    const first = await focusedDay(page);
    await page.keyboard.press('ArrowRight');
    expect(await focusedDay(page)).not.toBe(first);
    const heads = await page.locator('thead').textContent();
    await page.keyboard.press('PageDown');
    await page.waitForFunction((shown) => document.querySelector('thead')?.textContent !== shown, heads);
    await openWeek(page);
  });

  test('of a class and of a room', async () => {
    const { page } = teacher;
    await page.getByRole('button', { name: 'Andere Pläne' }).click();
    const others = page.getByRole('region', { name: 'Andere Pläne' });
    await others.getByRole('button', { name: '8b' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Stundenplan der 8b' }));
    await seen(lessonsOf(page).first());
    expect(await faultsOf(page, 'week of a class')).toEqual([]);
    await page.getByRole('button', { name: 'Andere Pläne' }).click();
    await others.getByRole('button', { name: 'Räume' }).click();
    await others.getByRole('list', { name: 'Räume' }).getByRole('button').first().click();
    await seen(page.getByRole('heading', { level: 1, name: /^Raum / }));
    teacher.expectQuiet();
  });

  test('of a pupil, a day at a time on a phone; the strip leads to the others', async () => {
    const { page } = pupil;
    await enter(page, 'Schülerin');
    await openWeek(page);
    const strip = page.getByRole('group', { name: 'Tage der Woche' });
    await strip.getByRole('button', { name: /^Donnerstag/ }).click();
    await seen(strip.getByRole('button', { name: /^Donnerstag/, pressed: true }));
    expect(new Set(await lessonsOf(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-day')))).size).toBe(1);
    expect(await faultsOf(page, 'day of a pupil')).toEqual([]);
    await page.setViewportSize(laptop);
    expect(await faultsOf(page, 'week of a pupil')).toEqual([]);
    pupil.expectQuiet();
  });

  test('in English', async () => {
    const visitor = await visit(browser, inject('demoOrigin'), { language: 'en-GB' });
    const { page } = visitor;
    await page.goto('/');
    await page.getByRole('button', { name: /^Pupil/ }).click();
    await page.waitForURL(/\/heute$/);
    await openWeek(page);
    await seen(page.getByRole('heading', { level: 1, name: 'Timetable' }));
    await seen(lessonsOf(page).first());
    visitor.expectQuiet();
  });
});

/** Opens the week next to today in which the caller has lessons on four days at least: outside holidays, whenever the journey runs. */
async function openWeek(page: Page): Promise<void> {
  for (const weeks of [0, 1, -1, 2, -2, 3, -3, 4, 5, 6, 7, 8, 9, 10]) {
    const day = new Date(Date.now() + weeks * 7 * 86_400_000).toISOString().slice(0, 10);
    const answer = await page.request.get(`/api/goethe/timetable/week?monday=${day}`);
    const { lessons, monday } = (await answer.json()) as { monday: string; lessons: { day: string }[] }; // weekContract
    if (new Set(lessons.map((lesson) => lesson.day)).size < 4) continue;
    await open(page, `/goethe/stundenplan?tag=${monday}`);
    return;
  }
  throw new Error('no week with lessons');
}

function lessonsOf(page: Page) {
  return page.locator('[data-lesson]:visible');
}

function focusedDay(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.dataset['day'] : undefined));
}
