import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf, tooWide } from './accessible.ts';
import { type Door, enter, laptop, open, openBrowser, phone, settled, visit } from './browser.ts';
import { anybody, kindOf, openAll } from './crawl.ts';
import { strayWords } from './languages.ts';

const doors: Door[] = ['Schülerin', 'Lehrkraft', 'Mutter mit Kindern an zwei Schulen', 'Schul-Admin', 'Schulleitung', 'Sekretariat'];
/** The pages of the first hold all that the others see. */
const office: readonly Door[] = ['Schul-Admin', 'Schulleitung', 'Sekretariat'];
/** Kinds of pages that must be among those each role reaches, so that the walk cannot become short unseen. */
const musts: Record<Door, readonly string[]> = {
  Schülerin: ['aufgaben/…', 'gruppen/…', 'kurse/…', 'mitteilungen/einstellungen', 'mein-zugang'],
  Lehrkraft: ['aufgaben/…', 'aufgaben/…/antworten', 'aufgaben/…/bearbeiten', 'aufgaben/neu', 'gruppen/…', 'kurse/…', 'personen/…'],
  'Mutter mit Kindern an zwei Schulen': ['aufgaben/…', 'gruppen', 'mein-zugang'],
  Sekretariat: ['personen/…', 'personen/neu', 'personen/…/sorgerecht', 'briefe', 'import', 'gruppen/…', 'kurse/neu'],
  Schulleitung: ['personen/…', 'personen/…/sorgerecht', 'personen/…/alles', 'einstellungen', 'protokoll', 'aufgaben/…'],
  'Schul-Admin': ['personen/…', 'personen/…/alles', 'rechte', 'dienste', 'fremde-konten', 'protokoll', 'einstellungen'],
};
/** Whose pages differ by more than how much of them there is; axe looks at each kind of page once for each of these, and once in the dark. */
const audience = (door: Door): string => (office.includes(door) ? 'office' : door);
const looked = new Set<string>();
const smallest = { width: 320, height: 640 };
const signInPages = ['/', '/anmelden', '/goethe/anmelden', '/code', '/passwort', '/karte'];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('every page is for everybody', { timeout: 600_000 }, () => {
  test.each([
    ['on a laptop', { size: laptop }],
    ['on a phone, dark', { size: phone, dark: true }],
    ['on a laptop, in English', { size: laptop, language: 'en-GB' as const }],
  ])('the pages for coming in, %s', async (_, options) => {
    const { page, expectQuiet, close } = await visit(browser, inject('demoOrigin'), options);
    const faults: string[] = [];
    for (const path of signInPages) {
      await open(page, path);
      faults.push(...(await faultsOf(page, path)), ...(await strayWords(page, 'language' in options ? 'en' : 'de', path)));
      await page.setViewportSize(smallest);
      faults.push(...(await tooWide(page, `${path} at 320`)));
      await page.setViewportSize(options.size);
    }
    expect(faults).toEqual([]);
    expectQuiet();
    await close();
  });

  test.each(doors)('all that can be reached by: %s', async (door) => {
    const walks = await Promise.all([walk(door, { size: laptop }), walk(door, { size: phone, dark: true })]);
    expect(walks.flatMap(({ faults }) => faults)).toEqual([]);
    for (const { kinds } of walks) expect(kinds).toEqual(expect.arrayContaining(musts[door].map((kind) => `/goethe/${kind}`)));
  });

  test.each(doors.slice(0, 4))('in English nothing is left in German: %s', async (door) => {
    const german = await visit(browser, inject('demoOrigin'));
    await enter(german.page, door);
    const { page, context, expectQuiet, close } = await visit(browser, inject('demoOrigin'), { language: 'en-GB' });
    await context.addCookies(await german.context.cookies());
    await open(page, '/goethe/heute');
    await page.locator('html[lang=en]').waitFor();
    const faults: string[] = [];
    await openAll(page, [], async (path) => {
      faults.push(...(await strayWords(page, 'en', path)), ...(await tooWide(page, path)));
      if (path.endsWith('/heute')) faults.push(...(await faultsOf(page, `${path} in English`)));
    });
    expect(faults).toEqual([]);
    expectQuiet();
    await german.close();
    await close();
  });
});

/** Goes through everything somebody reaches on one device, and collects what is wrong. */
async function walk(door: Door, device: { size: typeof laptop | typeof phone; dark?: boolean }) {
  const { page, expectQuiet, close } = await visit(browser, inject('demoOrigin'), device);
  await enter(page, door);
  const faults: string[] = [];
  const also = office.includes(door)
    ? [`personen/${await anybody(page, 'pupil')}`]
    : door === 'Lehrkraft'
      ? ['aufgaben/vorlagen', 'aufgaben/textbausteine', 'aufgaben/bewertungsraster', 'aufgaben/kalender', ...(await behindMenus(page))]
      : [];
  const kinds = await openAll(page, also, async (path) => {
    const name = `${path} at ${device.size.width}`;
    if (await page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).isVisible()) faults.push(`${path} is missing`);
    const look = `${kindOf(path)} ${device.dark ? 'dark' : audience(door)}`;
    faults.push(...(await (looked.has(look) ? tooWide : faultsOf)(page, name)));
    looked.add(look);
    faults.push(...(await strayWords(page, 'de', name)));
    await page.setViewportSize(smallest);
    await settled(page);
    faults.push(...(await tooWide(page, `${path} at 320`)));
    await page.setViewportSize(device.size);
  });
  expectQuiet();
  await close();
  return { faults, kinds };
}

/** Pages of a piece of work that only its menu leads to. */
async function behindMenus(page: Page): Promise<string[]> {
  const slug = new URL(page.url()).pathname.split('/')[1];
  const found: { items: { id: string }[] } = await (await page.request.get(`/api/${slug}/assignments/set?show=to_answer&limit=1`)).json();
  const id = found.items[0]?.id ?? '';
  return ['bewertung', 'korrekturen', 'fristen', 'gutachten'].map((part) => `aufgaben/${id}/${part}`);
}
