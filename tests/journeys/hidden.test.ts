import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { enter, openBrowser, seen, visit } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test('what is hidden from a pupil, what is of another school and what never was look alike', async () => {
  const [pupil, teacher, mother, office] = await Promise.all([1, 2, 3, 4].map(() => visit(browser, inject('demoOrigin'))));
  if (!pupil || !teacher || !mother || !office) throw new Error('no visitors');
  await enter(teacher.page, 'Lehrkraft');
  await enter(mother.page, 'Mutter mit Kindern an zwei Schulen');
  await enter(office.page, 'Sekretariat');
  await enter(pupil.page, 'Schülerin');
  const draft = await firstId(teacher.page, '/api/goethe/assignments/set?show=drafts');
  const elsewhere = await firstId(mother.page, '/api/park/assignments');
  const parent = await firstId(office.page, '/api/goethe/people?capacity=guardian');
  const group = await firstId(office.page, '/api/goethe/groups?kind=staff');

  const shown = new Map<string, string>();
  for (const path of [
    `aufgaben/${randomUUID()}`,
    `aufgaben/${draft}`,
    `aufgaben/${elsewhere}`,
    `aufgaben/${draft}/antworten`,
    `personen/${parent}`,
    `personen/${parent}/sorgerecht`,
    `gruppen/${group}`,
    `kurse/${group}`,
    'aufgaben/keine-nummer',
  ]) {
    await pupil.page.goto(`/goethe/${path}`);
    await seen(pupil.page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }));
    shown.set(path, `${await pupil.page.title()}: ${await pupil.page.getByRole('main').textContent()}`);
  }
  expect(new Set(shown.values()).size).toBe(1);
  pupil.expectQuiet();
  await Promise.all([pupil, teacher, mother, office].map(({ close }) => close()));
});

/** The id of the first of a list that this person may see. */
async function firstId(page: Page, path: string): Promise<string> {
  const { items }: { items: { id: string }[] } = await (await page.request.get(path)).json();
  const id = items[0]?.id;
  if (id === undefined) throw new Error(`nothing at ${path}`);
  return id;
}
