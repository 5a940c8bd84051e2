import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { addDays } from '#kernel/time/calendar.ts';
import { type Present, pageAnswers } from '../answer.ts';
import { bySystem } from '../fixed-files.ts';
import type { Incident } from '../incidents/incident.ts';
import { forEachPart } from '../parts.ts';
import { emptyDay } from '../record/day-sums.ts';
import de from '../texts/de.json' with { type: 'json' };
import en from '../texts/en.json' with { type: 'json' };

const now = Date.parse('2026-11-22T11:00:00Z');
const days = Array.from({ length: 90 }, (_, at) => emptyDay(addDays('2026-11-22', at - 89)));

function anIncident(wish: Partial<Incident> = {}): Incident {
  return {
    id: '2026-11-22-abcd',
    kind: 'incident',
    title: { de: 'Mails kommen später', en: 'Mail comes later' },
    planned: null,
    parts: ['messages'],
    schools: [],
    updates: [{ at: '2026-11-22T10:30:00.000Z', text: { de: 'Wir sind dran.', en: 'We are at it.' } }],
    openedAt: '2026-11-22T10:00:00.000Z',
    closedAt: null,
    ...wish,
  };
}

function aPresent(wish: Partial<Present> = {}): Present {
  return {
    now,
    lastAt: now - 5_000,
    everySeconds: 30,
    isLongAgo: false,
    waiting: 0,
    parts: forEachPart(() => ({ state: 'ok', since: now - 3_600_000, lastAt: now - 5_000, doubt: null })),
    days,
    incidents: [],
    ownOrigin: 'https://status.example.org',
    productOrigin: 'https://schule.example.org',
    ...wish,
  };
}

/** What is answered at an address. */
async function get(address: string, wish: Partial<Present> = {}, accepted?: string) {
  const [path = '', query = ''] = address.split('?');
  const page = await pageAnswers(
    async () => aPresent(wish),
    () => now,
  )(path, new URLSearchParams(query), accepted);
  return { ...page, text: page.plain.toString() };
}

describe('the page', () => {
  test('says in the reader’s language how it is and when was looked', async () => {
    const german = await get('/');
    expect(german.text).toContain('<h1>Alles in Ordnung</h1>');
    expect(german.text).toContain('Zuletzt nachgesehen: heute, 11:59 Uhr');
    expect(german.text).toContain('lang="de"');
    expect((await get('/', {}, 'en-GB,de;q=0.5')).text).toContain('<h1>Everything is working</h1>');
    expect((await get('/?lang=en', {}, 'de')).text).toContain('lang="en"');
    expect((await get('/?lang=xx', {}, 'tr')).text).toContain('lang="de"');
  });

  test('names what is wrong', async () => {
    const parts = forEachPart((part) => ({
      state: part === 'files' ? ('failed' as const) : ('ok' as const),
      since: now - 60_000,
      lastAt: now,
      doubt: null,
    }));
    const { text } = await get('/', { parts });
    expect(text).toContain('<h1>Gestört: Dateien</h1>');
    expect(text).toContain('seit heute, 11:59 Uhr');
  });

  test('says in few words when nothing works', async () => {
    const parts = forEachPart(() => ({ state: 'failed' as const, since: now - 60_000, lastAt: now, doubt: null }));
    expect((await get('/', { parts })).text).toContain('<h1>Alles ist gestört</h1>');
  });

  test('says that it does not know when nobody has looked for long', async () => {
    const parts = forEachPart(() => ({ state: 'unknown' as const, since: now - 7_200_000, lastAt: now - 7_200_000, doubt: null }));
    const { text } = await get('/', { parts, isLongAgo: true, lastAt: now - 7_200_000 });
    expect(text).toContain('<h1>Zurzeit unbekannt</h1>');
    expect(text).toContain('Zuletzt konnten wir heute, 10:00 Uhr nachsehen. Wie es seitdem ist, wissen wir nicht.');
  });

  test('tells the days in words too: what was not looked at is not called good', async () => {
    const [first, ...rest] = days.toReversed();
    const told = [...rest.toReversed(), { ...(first ?? emptyDay('')), parts: forEachPart(() => ({ ok: 40_000, slow: 0, failed: 600 })) }];
    const { text } = await get('/', { days: told });
    expect(text).toContain(
      'Anmelden, die letzten 90 Tage: an 1 gestört, an 0 langsam, an 0 in Ordnung, an 89 nicht oder zu selten nachgesehen.',
    );
    expect(text).toContain('<td>10 Min.</td>');
  });

  test('tells how many stand in line', async () => {
    expect((await get('/', { waiting: 230 })).text).toContain('230 Menschen stehen in der Schlange');
    expect((await get('/')).text).not.toContain('Schlange');
  });

  test('shows planned maintenance apart, with its time in Berlin', async () => {
    const planned = { from: '2026-11-29T17:00:00.000Z', to: '2026-11-29T19:00:00.000Z' };
    const { text } = await get('/', { incidents: [anIncident({ kind: 'maintenance', planned })] });
    expect(text).toMatch(/Geplante Wartung[\s\S]*So\., 29\.11\.2026, 18:00 bis 20:00 Uhr/);
    expect(text).toContain('<h1>Alles in Ordnung</h1>');
    expect((await get('/', { incidents: [anIncident({ kind: 'maintenance', planned })], now: Date.parse(planned.from) })).text).toMatch(
      /<h1>Es gibt eine aktuelle Meldung[\s\S]*Aktuelle Meldungen/,
    );
  });
});

describe('the page of a school', () => {
  const incidents = [anIncident(), anIncident({ id: '2026-11-22-efgh', title: { de: 'Nur hier', en: 'Only here' }, schools: ['goethe'] })];

  test('shows what concerns all and what concerns it', async () => {
    for (const address of ['/schule/goethe', '/schule?kuerzel=Goethe', '/schule/goethe?lang=de']) {
      const { status, text } = await get(address, { incidents });
      expect(status).toBe(200);
      expect(text).toContain('Mails kommen später');
      expect(text).toContain('Nur hier');
    }
    expect((await get('/', { incidents })).text).not.toContain('Nur hier');
    expect((await get('/feed.atom', { incidents })).text).not.toContain('Nur hier');
    expect((await get('/status.json', { incidents })).text).not.toMatch(/Nur hier|goethe/);
    expect((await get('/schule/goethe/status.json', { incidents })).text).toContain('Nur hier');
    expect((await get('/schule/goethe/feed.atom', { incidents })).text).toContain('Nur hier');
  });

  test('is for any word the same as for a school no incident names: it does not tell which schools there are', async () => {
    const [one, other] = [await get('/schule/schiller', { incidents }), await get('/schule/gibt-es-nicht', { incidents })];
    expect(one.text.replaceAll('schiller', 'X')).toBe(other.text.replaceAll('gibt-es-nicht', 'X'));
    expect([one.status, other.status]).toEqual([200, 200]);
  });

  test.each([
    '/schule/..',
    '/schule/../../etc/passwd',
    '/schule/%2e%2e%2f%2e%2e%2fetc',
    '/schule/%00',
    '/schule/goethe%0d%0aset-cookie:x=1',
    '/schule/<script>',
    `/schule/${'a'.repeat(400)}`,
    '/schule/GOETHE',
    '/schule/goethe/feed.atom/x',
    '/schule/goethe/running.json',
    '/schule',
    '/schule?kuerzel=../x',
    '/days/2026-11-22.jsonl',
    '/incidents/2026-11-22-abcd.json',
    '/running.json',
    '//schule/goethe',
    '/constructor',
  ])('%s is no page', async (address) => {
    const { status, text } = await get(address, { incidents });
    expect(status).toBe(404);
    expect(text).toContain('Diese Seite gibt es nicht');
    expect(text).not.toMatch(/<script>|Nur hier/);
  });
});

test('markup in an operator’s words stays words, on the page and in the feed', async () => {
  const evil = '</p><script>alert(1)</script><img src=x onerror="a()"> & ]]> \u0000\u0007 \ud800';
  const incidents = [
    anIncident({ title: { de: evil, en: evil }, updates: [{ at: '2026-11-22T10:30:00.000Z', text: { de: evil, en: evil } }] }),
  ];
  const { text } = await get('/', { incidents });
  expect(text).not.toMatch(/<script>|<img/);
  expect(text).toContain('&#60;script&#62;alert(1)');
  const atom = (await get('/feed.atom', { incidents })).text;
  expect(XMLValidator.validate(atom)).toBe(true);
  for (const sign of ['<script>', '\u0000', '\u0007', '\ud800']) expect(atom).not.toContain(sign);
});

test('the feed is Atom: ids that stay, newest first, failures seen and messages written', async () => {
  const spell = { part: 'live' as const, from: now - 7_200_000, to: now - 3_600_000 };
  const told = days.map((day) => (day.day === '2026-11-22' ? { ...day, spells: [spell] } : day));
  const one = await get('/feed.atom?lang=en', { days: told, incidents: [anIncident()] });
  expect(one.type).toBe('application/atom+xml; charset=utf-8');
  expect(XMLValidator.validate(one.text)).toBe(true);
  const { feed } = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry' }).parse(one.text);
  expect(feed).toMatchObject({
    '@_xmlns': 'http://www.w3.org/2005/Atom',
    id: 'https://status.example.org/',
    title: en.title,
    updated: '2026-11-22T10:30:00.000Z',
  });
  expect(feed.entry.map(({ title }: { title: string }) => title)).toEqual(['Mail comes later', 'Not working: Seeing news at once']);
  for (const { id, updated, title } of feed.entry)
    expect([id, updated, title].every((text) => typeof text === 'string' && text !== '')).toBe(true);
  // as long as nothing happens it stays as it is, also on the next day
  const later = await get('/feed.atom?lang=en', { days: told, incidents: [anIncident()], now: now + 86_400_000 });
  expect(later.text).toBe(one.text);
  expect(later.text).toContain('Not working from Sun, 22/11/2026, 10:00 to Sun, 22/11/2026, 11:00.');
});

test('the data have a shape that stays', async () => {
  const { text, type } = await get('/status.json', { incidents: [anIncident()] });
  expect(type).toContain('application/json');
  const value = JSON.parse(text);
  expect(Object.keys(value)).toEqual(['version', 'at', 'lastLookAt', 'lookEverySeconds', 'state', 'waiting', 'parts', 'incidents', 'days']);
  expect(value).toMatchObject({ version: 1, state: 'ok', lastLookAt: '2026-11-22T10:59:55.000Z', waiting: 0 });
  expect(value.parts[0]).toEqual({
    id: 'sign_in',
    title: { de: 'Anmelden', en: 'Signing in' },
    state: 'ok',
    since: '2026-11-22T10:00:00.000Z',
  });
  expect(value.days).toHaveLength(90);
});

test('both languages have every text, and no text is empty', () => {
  expect(Object.keys(en)).toEqual(Object.keys(de));
  for (const text of [...Object.values(de), ...Object.values(en)]) expect(text.trim()).not.toBe('');
  for (const [key, text] of Object.entries(de)) {
    const places = (of: string | undefined) => (of?.match(/\{\{\w+\}\}/g) ?? []).sort();
    expect(places(en[key as keyof typeof en]), key).toEqual(places(text)); // the keys are the same, see above
  }
});

test('the colours of the house come dark where the system is', () => {
  const css = bySystem(':root {\n  --a: 1;\n}\n:root[data-mantine-color-scheme="dark"] {\n  --a: 2;\n}\n');
  expect(css).toContain('@media screen and (prefers-color-scheme: dark) {\n:root {\n  --a: 2;\n}\n}');
  expect(() => bySystem(':root {}')).toThrow();
});
