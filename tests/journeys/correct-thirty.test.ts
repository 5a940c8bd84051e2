import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { aSheet } from './a-sheet.ts';
import { faultsOf, tooWide } from './accessible.ts';
import { enter, open, openBrowser, phone, seen, settled, type Visitor, visit } from './browser.ts';

/** Made up for the demo city: everybody in the course has handed in, each in another way, and nobody has an answer. */
const mixed = 'Muster im Alltag';
/** Nobody else's work in the shared city bears this title. */
const homework = `Heftseiten ${Date.now()}`;

/** A teacher answers thirty by keyboard alone; a pupil's line is cut while handing in; a guardian looks. */
describe('thirty hand-ins of mixed kinds', () => {
  let browser: Browser;
  let teacher: Visitor;
  let pupil: Visitor;
  let guardian: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
    teacher = await visit(browser, inject('demoOrigin'));
    pupil = await visit(browser, inject('demoOrigin'), { size: phone });
    guardian = await visit(browser, inject('demoOrigin'), { size: phone });
    await enter(teacher.page, 'Lehrkraft');
    await enter(pupil.page, 'Schülerin');
    await enter(guardian.page, 'Mutter mit Kindern an zwei Schulen');
  });
  afterAll(() => browser?.close());

  test('a teacher finds the work, answers everybody, annotates a PDF and gives all back, without a mouse', async () => {
    const { page } = teacher;
    await open(page, '/goethe/aufgaben?stand=beantworten');
    const rows = page.getByRole('list', { name: 'Aufgaben' }).getByRole('link');
    const wanted = rows.filter({ hasText: mixed });
    await tabTo(page, rows.first());
    for (let steps = 0; steps < 50 && !(await isFocused(wanted)); steps += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { name: mixed, level: 1 }));
    await settled(page);
    await press(page, page.getByRole('link', { name: 'Abgaben beantworten' }));

    const field = page.getByRole('textbox', { name: 'Rückmeldung' });
    await seen(field);
    await page.keyboard.press('r');
    const kinds = new Set<string>();
    let annotated = false;
    const answer = page.getByRole('region', { name: /^Rückmeldung für / });
    const all = 30;
    await seen(page.getByText(`${all} von ${all} abgegeben · 0 beantwortet`));
    let before: string | null = '';
    for (let number = 1; number <= all; number += 1) {
      await expect.poll(() => answer.getAttribute('aria-label')).not.toBe(before);
      before = await answer.getAttribute('aria-label');
      await expect.poll(() => isFocused(field)).toBe(true);
      const work = page.getByRole('region', { name: /^Abgabe von / });
      kinds.add(await kindOf(work));
      const pdf = work.getByRole('button', { name: 'Anmerken: Muster.pdf' });
      if (!annotated && (await pdf.isVisible())) {
        annotated = true;
        await annotate(page, pdf);
        await page.keyboard.press('r');
      }
      await page.keyboard.insertText(`Klar erklärt, mit einer Regel. ${number}`);
      await page.keyboard.press('Control+Enter');
    }
    expect([...kinds].sort()).toEqual(['docx', 'pdf', 'png', 'text', 'wav']);
    expect(await faultsOf(page, 'all answered')).toEqual([]);
    await press(page, page.getByRole('button', { name: `${all} zurückgeben` }));
    await seen(page.getByRole('status').filter({ hasText: `${all} Antworten sind zurückgegeben` }));
    teacher.expectQuiet();
  });

  test('on a phone the line is cut while pages go up and again while handing in: nothing is lost, and it is handed in once', async () => {
    const id = await setHomework(teacher.page);
    const { page, context } = pupil;
    await open(page, `/goethe/aufgaben/${id}`);
    await page.getByRole('textbox', { name: 'Text' }).fill('Zwei Seiten aus dem Heft.');
    await page.getByRole('button', { name: 'Seiten fotografieren' }).click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Aus der Galerie' }).click()]);
    const photo = { mimeType: 'image/png', buffer: await aSheet(page, 700) };
    await chooser.setFiles([
      { name: 'a.png', ...photo },
      { name: 'b.png', ...photo },
    ]);
    await seen(page.getByText(/^2 Seiten, \d+/));
    const cut = await cutAt(page, ({ url, method }) => method === 'PATCH' && url.includes('/files/uploads/'));
    await page.getByRole('button', { name: 'Als PDF anhängen' }).click();
    await cut.happened;
    expect(await tooWide(page, 'without a line')).toEqual([]);
    await cut.end();
    await seen(page.getByRole('link', { name: /^Seiten .*\.pdf/ }));

    // this time the server hears it, and its answer is lost
    const lost = await cutAt(page, ({ url, method }) => method === 'POST' && url.endsWith('/hand-in'), { heard: true });
    await page.getByRole('button', { name: 'Aufgabe abgeben' }).click();
    await lost.happened;
    await lost.end();
    await seen(page.getByRole('status').filter({ hasText: 'Abgegeben' }));
    await context.unrouteAll({ behavior: 'wait' });

    const found = await teacher.page.request.get(`/api/goethe/assignments/${id}/pupils?limit=200`);
    const { items } = (await found.json()) as { items: { handIn: { version: number; text: string; files: unknown[] } | null }[] }; // as its contract says
    expect(items.flatMap(({ handIn }) => (handIn === null ? [] : [[handIn.version, handIn.text, handIn.files.length]]))).toEqual([
      [1, 'Zwei Seiten aus dem Heft.', 1],
    ]);
  });

  test('a guardian sees how it stands and the answer that was given back, on a phone', async () => {
    const { page } = guardian;
    await open(page, '/goethe/aufgaben?stand=erledigt');
    const list = page.getByRole('list', { name: 'Aufgaben' });
    await seen(list.getByRole('link', { name: new RegExp(`${homework}.*erledigt`) }));
    const row = list.getByRole('link', { name: new RegExp(`${mixed}.*beantwortet.*erledigt`) });
    await row.click();
    await seen(page.getByRole('heading', { name: mixed, level: 1 }));
    await seen(page.getByText(/Klar erklärt, mit einer Regel\. \d+/));
    expect([...(await faultsOf(page, 'the answer')), ...(await tooWide(page, 'the answer'))]).toEqual([]);
    guardian.expectQuiet();
  });
});

const isFocused = async (what: Locator): Promise<boolean> =>
  (await what.count()) === 1 && (await what.evaluate((element) => element === document.activeElement));

/** Goes on with Tab until the focus is there, as somebody without a mouse does. */
async function tabTo(page: Page, what: Locator, key = 'Tab'): Promise<void> {
  await seen(what);
  for (let stops = 0; stops < 150; stops += 1) {
    if (await isFocused(what)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the keyboard does not reach ${what}`);
}

async function press(page: Page, what: Locator): Promise<void> {
  await tabTo(page, what);
  await page.keyboard.press('Enter');
}

/** The ending of what lies in a hand-in; 'text' without a file. */
async function kindOf(work: Locator): Promise<string> {
  const names = await work.getByText(/^(Foto|Muster|Sprachnotiz)\.\w+/).allTextContents();
  const pictures = await work.getByRole('img', { name: /Foto\.png/ }).count();
  return names[0]?.match(/\.(\w{3,4})/)?.[1] ?? (pictures > 0 ? 'png' : 'text');
}

/** A stamp on the first page by keys, seen to be saved, and back to the sheet. */
async function annotate(page: Page, open: Locator): Promise<void> {
  await tabTo(page, open, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const sheet = page.locator('[data-ink="1"]');
  await seen(sheet);
  await page.keyboard.press('s');
  await tabTo(page, sheet);
  await page.keyboard.press('Enter');
  await expect.poll(() => sheet.getAttribute('aria-label')).toBe('Seite 1, 1 Anmerkung');
  const room = page.getByRole('region', { name: 'Anmerkungen auf Muster.pdf' });
  await seen(room.getByText('gespeichert', { exact: true }));
  await tabTo(page, room.getByRole('button', { name: 'Schließen' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await seen(open);
}

/** Work for the course in which teacher and pupil meet. Answers its id. */
async function setHomework(page: Page): Promise<string> {
  const headers = { origin: new URL(page.url()).origin };
  const { targets } = (await (await page.request.get('/api/goethe/assignments/targets')).json()) as {
    targets: { id: string; kind: string; name: string }[];
  }; // as its contract says
  const target = targets.find(({ name }) => name.startsWith('Mathematik 8b'));
  const data = {
    target: { kind: target?.kind, id: target?.id },
    title: homework,
    body: '<p>Fotografiere die Seiten 4 und 5.</p>',
    startsAt: null,
    dueAt: new Date(Date.now() + 86_400_000).toISOString(),
    closesAt: null,
    pupilIds: null,
    fileIds: [],
  };
  const made = await page.request.post('/api/goethe/assignments', { data, headers });
  const { assignmentId } = (await made.json()) as { assignmentId: string }; // as its contract says
  await page.request.post(`/api/goethe/assignments/${assignmentId}/publication`, { headers });
  return assignmentId;
}

/** Takes the line away when a request goes out for the first time; with `heard` the server gets it, and only its answer is lost. */
async function cutAt(page: Page, isIt: (request: { url: string; method: string }) => boolean, { heard = false } = {}) {
  const context = page.context();
  let cut: () => void = () => {};
  const happened = new Promise<void>((resolve) => {
    cut = resolve;
  });
  let done = false;
  await page.route('**/api/**', async (route) => {
    const request = route.request();
    if (done || !isIt({ url: request.url(), method: request.method() })) return route.fallback();
    done = true;
    if (heard) await route.fetch();
    await context.setOffline(true);
    await route.abort('internetdisconnected');
    cut();
  });
  return { happened, end: () => context.setOffline(false) };
}
