import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { signAccess } from '#kernel/access/session-token.ts';
import { alone } from '#kernel/joined/alone.ts';
import { openTexts } from '#kernel/texts/texts.ts';
import { type Admission, admissionOver } from '../admission.ts';
import { cookiesOfDoor, door } from '../door.ts';

const key = 'k'.repeat(43);
const start = 1_800_000_000;
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Answer {
  status: number;
  body: string;
  json: { place: number; seconds: number; askAfterSeconds: number; code?: string; data?: Record<string, unknown> };
  headers: Headers;
}

/** A browser with cookies, before a door. */
type Browser = (path: string, more?: { method?: string; page?: boolean; address?: string }) => Promise<Answer>;

/** A door with a clock of ours; behind it everybody gets "inside". */
async function planted() {
  const measure = { now: 0, pressure: 0 };
  const fresh = (): Admission =>
    admissionOver({ joined: alone(), pressure: () => measure.pressure, now: () => measure.now, chance: () => 0.5 });
  const set = Object.assign(measure, { seconds: start, admission: fresh() });
  const server = createServer((request, response) =>
    door(
      {
        admission: set.admission,
        key,
        begins: new Set(['/api/sign-in/start']),
        open: new Set(['/api/door']),
        leavesOut: () => set.admission.full,
        say: openTexts([]),
        now: () => set.seconds,
      },
      (inner, answer) => {
        const given = cookiesOfDoor(inner);
        answer.writeHead(200, given === undefined ? {} : { 'set-cookie': given });
        answer.end('inside');
      },
    )(request, response),
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const browser = (cookies: Record<string, string> = {}): Browser & { cookies: Record<string, string> } => {
    const ask: Browser = async (path, { method = 'GET', page = false, address = '198.51.100.7' } = {}) => {
      const response = await fetch(origin + path, {
        method,
        headers: {
          accept: page ? 'text/html' : 'application/json',
          'x-forwarded-for': address,
          cookie: Object.entries(cookies)
            .map(([name, value]) => `${name}=${value}`)
            .join('; '),
        },
      });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies[name] = value;
      }
      const body = await response.text();
      return { status: response.status, body, json: body.startsWith('{') ? JSON.parse(body) : {}, headers: response.headers };
    };
    return Object.assign(ask, { cookies });
  };
  const pass = async (seconds: number) => {
    for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
      set.now += 100;
      set.seconds = start + Math.floor(set.now / 1000);
      await set.admission.tick();
    }
  };
  /** No room any more. */
  const full = () => {
    while (set.admission.tryNow('new'));
  };
  return { set, browser, pass, full, restart: () => Object.assign(set, { admission: fresh() }) };
}

const begin = { method: 'POST' } as const;
const access = (expires: number) => ({
  schulhof_access: signAccess({ identityId: 'i', deviceId: 'd', expires }, key),
  schulhof_device: 'd.x.y',
});

test('while there is room nobody notices a door', async () => {
  const { browser } = await planted();
  const somebody = browser();
  expect(await somebody('/schule/anmelden', { page: true })).toMatchObject({ status: 200, body: 'inside' });
  expect(await somebody('/api/sign-in/start', begin)).toMatchObject({ status: 200, body: 'inside' });
  expect(somebody.cookies).toEqual({});
});

test('when it is full a sign-in gets its place at once, keeps it, and comes in with its turn', async () => {
  const { browser, full, pass } = await planted();
  full();
  const [first, second] = [browser(), browser()];
  const told = await first('/api/sign-in/start', begin);
  expect(told).toMatchObject({ status: 503, json: { code: 'kernel.full', data: { place: 1 } } });
  expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await second('/api/sign-in/start', begin)).json.data).toMatchObject({ place: 2 });
  expect((await first('/api/sign-in/start', begin)).json.data).toMatchObject({ place: 1 });
  expect((await second('/wait')).json).toMatchObject({ place: 2 });
  await pass(1);
  expect(await first('/api/sign-in/start', begin)).toMatchObject({ status: 200 });
  expect((await second('/wait')).json.place).toBe(0);
  expect(await second('/api/sign-in/start', begin)).toMatchObject({ status: 200 });
});

test('a place shown again after it was spent takes nobody else their room', async () => {
  const { browser, full, pass, set } = await planted();
  full();
  const thief = browser();
  await thief('/api/sign-in/start', begin);
  const { schulhof_place: spent = '' } = thief.cookies;
  await pass(1);
  expect((await thief('/api/sign-in/start', begin)).status).toBe(200);
  const room = () => {
    let count = 0;
    while (set.admission.come('new')) count += 1;
    for (let times = 0; times < count; times += 1) set.admission.giveBack('new');
    return count;
  };
  const before = room();
  expect(before).toBeGreaterThan(20);
  for (let times = 0; times < before * 2; times += 1) {
    expect((await browser({ schulhof_place: spent })('/wait')).json.place).toBe(0);
    expect((await browser({ schulhof_place: spent })('/schule/anmelden', { page: true })).status).toBe(200);
    expect((await browser()('/wait')).json.place).toBe(0);
  }
  expect(room()).toBe(before);
});

test('a page asked for while others wait is the waiting page: own script and style only, both languages, nothing from elsewhere', async () => {
  const { set, browser, full, pass } = await planted();
  full();
  await set.admission.ledger.issue('new');
  const somebody = browser();
  const page = await somebody('/schule/anmelden', { page: true });
  expect(page.status).toBe(503);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.body).toContain('Gleich geht es weiter');
  expect(page.body).toContain('Your turn is coming');
  expect(page.body).not.toMatch(/https?:\/\//);
  expect(page.body.length).toBeLessThan(3_000);
  const script = /src="([^"]+)"/.exec(page.body)?.[1] ?? '';
  expect((await somebody(script)).headers.get('content-type')).toContain('javascript');
  await pass(1);
  expect(await somebody('/schule/anmelden', { page: true })).toMatchObject({ status: 200, body: 'inside' });
  expect(somebody.cookies['schulhof_pass']).not.toBe('');
  expect(somebody.cookies['schulhof_place']).toBe('');
});

test('people at work pass, devices that come back stand in a line of their own, files of the build always come', async () => {
  const { set, browser, full } = await planted();
  full();
  await set.admission.ledger.issue('new');
  await set.admission.ledger.issue('returning');
  const atWork = browser(access(start + 60));
  expect((await atWork('/api/schule/start')).status).toBe(200);
  expect((await atWork('/api/schule/assignments', begin)).status).toBe(200);
  expect((await browser(access(start - 600))('/api/schule/start')).status).toBe(200); // whose lesson has just begun
  const back = browser(access(start - 3_600));
  expect(await back('/api/schule/start')).toMatchObject({ status: 503, json: { code: 'kernel.full', data: { place: 2 } } });
  expect((await back('/schule/heute', { page: true })).status).toBe(200);
  expect((await back('/api/door?school=schule')).status).toBe(200);
  expect((await back('/api/schule/files/1/content', { page: true })).headers.get('content-type')).toContain('text/html');
  expect((await browser()('/assets/x.js')).status).toBe(200);
});

test('what nobody waits for is left out while others wait', async () => {
  const { set, browser, full } = await planted();
  expect((await browser()('/metrics')).status).toBe(200);
  full();
  await set.admission.ledger.issue('new');
  expect((await browser()('/metrics')).status).toBe(503);
  expect((await browser(access(start + 60))('/dav/schule/x', { method: 'PROPFIND' })).status).toBe(503);
});

test('attack: an access token made up, or an old one with a later time, opens no way past the line', async () => {
  const { set, browser, full } = await planted();
  full();
  await set.admission.ledger.issue('new');
  await set.admission.ledger.issue('returning');
  const old = access(start - 3_600);
  const forged = { ...old, schulhof_access: old.schulhof_access.replace(String(start - 3_600), String(start + 600)) };
  expect((await browser(forged)('/api/sign-in/start', begin)).status).toBe(503);
  expect((await browser({ schulhof_access: 'a.b.9999999999.x', schulhof_device: 'x' })('/schule/anmelden', { page: true })).status).toBe(
    503,
  );
  const ancient = browser(access(start - 31 * 24 * 3600));
  expect((await ancient('/api/sign-in/start', begin)).json.data).toMatchObject({ place: 4 });
});

test('who is called comes in only as there is room: a crowd that comes at one moment is let in one after the other', async () => {
  const { browser, full, pass } = await planted();
  full();
  const people = Array.from({ length: 240 }, () => browser());
  for (const person of people) await person('/api/sign-in/start', begin);
  await pass(2);
  const statuses = await Promise.all(people.map(async (person) => (await person('/api/sign-in/start', begin)).status));
  const inside = statuses.filter((status) => status === 200).length;
  expect(inside).toBeGreaterThan(20);
  expect(inside).toBeLessThan(240);
  await pass(2);
  expect((await people.at(-1)?.('/wait'))?.json.place).toBe(0);
});

test('attack: a place copied to others lets one in; a changed one is none', async () => {
  const { set, browser, full, pass } = await planted();
  full();
  const owner = browser();
  await owner('/api/sign-in/start', begin);
  const place = owner.cookies['schulhof_place'] ?? '';
  await pass(1);
  const copies = [browser({ schulhof_place: place }), browser({ schulhof_place: place }), browser({ schulhof_place: place })];
  await set.admission.ledger.issue('new');
  const statuses = await Promise.all(copies.map(async (copy) => (await copy('/api/sign-in/start', begin)).status));
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  full();
  const changed = browser({ schulhof_place: place.replace(/^n\.\d+/, 'n.0') });
  expect((await changed('/api/sign-in/start', begin)).status).toBe(503);
});

test('attack: a pass is good for a few beginnings, not for many', async () => {
  const { set, browser, full, pass } = await planted();
  full();
  const owner = browser();
  await owner('/api/sign-in/start', begin);
  await pass(1);
  const statuses = [(await owner('/api/sign-in/start', begin)).status];
  await set.admission.ledger.issue('new');
  for (let times = 0; times < 11; times += 1) statuses.push((await owner('/api/sign-in/start', begin)).status);
  expect(statuses.filter((status) => status === 200).length).toBe(9); // with the place, and eight with the pass
  expect(statuses.at(-1)).toBe(503);
});

test('attack: places are not kept in store: who does not ask has left, and an address holds only so many', async () => {
  const { set, browser, full } = await planted();
  full();
  const idle = browser();
  await idle('/api/sign-in/start', begin);
  for (let number = 0; number < 20; number += 1) await set.admission.ledger.issue('new');
  set.seconds += 200;
  expect((await idle('/api/sign-in/start', begin)).json.data).toMatchObject({ place: 22 });
  for (let number = 0; number < 3_000; number += 1) await set.admission.ledger.takenBy('203.0.113.9');
  const hoarder = browser();
  expect(await hoarder('/api/sign-in/start', { ...begin, address: '203.0.113.9' })).toMatchObject({ status: 503 });
  expect(hoarder.cookies).toEqual({});
});

test('places outlive a restart: a server that knows nothing learns the line from those who stand in it', async () => {
  const { set, browser, full, pass, restart } = await planted();
  full();
  for (let number = 0; number < 240; number += 1) await set.admission.ledger.issue('new');
  const people = Array.from({ length: 60 }, () => browser());
  for (const person of people) await person('/api/sign-in/start', begin);
  set.pressure = 3;
  await pass(1);
  const last = people.at(-1);
  const before = (await last?.('/wait'))?.json.place ?? 0;
  expect(before).toBeGreaterThan(10);
  restart();
  full();
  expect((await last?.('/wait'))?.json.place).toBe(before);
  expect((await browser()('/api/sign-in/start', begin)).json.data).toMatchObject({ place: before + 1 });
});
