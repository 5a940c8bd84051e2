import { afterEach, describe, expect, test } from 'vitest';
import { waitingPage } from '#kernel/admission/waiting-page.ts';
import type { Impatience } from '../client/person.ts';
import { openRecorder } from '../client/recording.ts';
import { visitor } from '../client/visitor.ts';
import { openBrowser } from '../http/browser.ts';
import { openSockets } from '../http/sockets.ts';
import { type FakeServer, fakeServer, reply } from './fake-server.ts';

const servers: FakeServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A door that lets somebody in at the nth question. */
async function doorThatOpens(atQuestion: number) {
  let questions = 0;
  const standing = { place: 7, seconds: 1, askAfterSeconds: 0.05 };
  const server = await fakeServer(({ path, headers }, response) => {
    const mayEnter = headers.cookie?.includes('schulhof_pass=yes') ?? false;
    if (path === '/wait') {
      questions += 1;
      if (questions < atQuestion)
        return reply(response, 200, JSON.stringify(standing), { 'set-cookie': `schulhof_place=p${questions}; Path=/` });
      return reply(response, 200, JSON.stringify({ place: 0, seconds: 0, askAfterSeconds: 0 }), {
        'set-cookie': 'schulhof_pass=yes; Path=/',
      });
    }
    if (mayEnter)
      return reply(response, 200, path.startsWith('/api/') ? '{}' : '<p>', {
        'content-type': path.startsWith('/api/') ? 'application/json' : 'text/html',
      });
    if (!path.startsWith('/api/'))
      return reply(response, 503, waitingPage(standing), { 'content-type': 'text/html', 'set-cookie': 'schulhof_place=p; Path=/' });
    questions += 1;
    if (questions >= atQuestion) return reply(response, 200, '{}');
    reply(response, 503, JSON.stringify({ code: 'kernel.full', data: standing }), { 'set-cookie': `schulhof_place=p${questions}; Path=/` });
  });
  servers.push(server);
  return server;
}

function somebodyAt({ port }: FakeServer, options: { impatience?: Impatience; patienceMs?: number } = {}) {
  const sockets = openSockets({ port, most: 10, patienceMs: options.patienceMs ?? 2_000 });
  const browser = openBrowser(sockets, 1);
  const recorder = openRecorder();
  const they = visitor({ who: 'new', browser, recorder, impatience: options.impatience ?? null, isOver: () => false });
  const counted = () => Object.assign({}, ...recorder.recording.seconds.map(({ events }) => events));
  return { they, browser, recorder, counted };
}

const page = { method: 'GET', path: '/goethe/anmelden', as: 'page' } as const;
const call = { method: 'GET', path: '/api/goethe/start', as: 'call' } as const;

describe('somebody who must wait', () => {
  test('at a page asks where they stand until they are called, and then loads the page again with their pass', async () => {
    const server = await doorThatOpens(3);
    const { they, recorder, browser, counted } = somebodyAt(server);
    const answer = await they.enter('page', page, performance.now());
    expect(answer.status).toBe(200);
    expect(server.seen.map(({ path }) => path)).toEqual([page.path, '/wait', '/wait', '/wait', page.path]);
    expect(server.seen.map(({ headers }) => headers.cookie)).toEqual([
      undefined,
      'schulhof_place=p',
      'schulhof_place=p1',
      'schulhof_place=p2',
      'schulhof_place=p2; schulhof_pass=yes',
    ]);
    expect(browser.cookies.get('schulhof_pass')).toBe('yes');
    expect(counted()).toMatchObject({ told: 1, 'let in': 1 });
    const [wait] = recorder.recording.waits;
    expect(wait).toMatchObject({ toldSeconds: 1, left: false });
    expect(wait?.waitedSeconds).toBeGreaterThanOrEqual(0.14);
  });

  test('at a call asks the same again after as long as they were told, with the place they were given', async () => {
    const server = await doorThatOpens(3);
    const { they, counted } = somebodyAt(server);
    expect((await they.enter('start page', call, performance.now())).status).toBe(200);
    expect(counted()).toMatchObject({ told: 1, 'let in': 1 });
    const [first, second, third] = server.seen;
    expect(server.seen.map(({ path }) => path)).toEqual([call.path, call.path, call.path]);
    expect(third?.headers.cookie).toBe('schulhof_place=p2');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(49);
  });

  test('is a browser that opens a page, and a page that calls', async () => {
    const server = await doorThatOpens(1);
    const { they } = somebodyAt(server);
    await they.enter('page', page, performance.now());
    await they.enter('start page', call, performance.now());
    expect(server.seen[0]?.headers).toMatchObject({ 'sec-fetch-mode': 'navigate', accept: expect.stringContaining('text/html') });
    expect(server.seen.at(-1)?.headers).toMatchObject({ 'sec-fetch-site': 'same-origin', accept: 'application/json' });
  });

  test('and has no patience loads again before they were told to, and keeps the place', async () => {
    const server = await doorThatOpens(2);
    const { they } = somebodyAt(server, { impatience: { times: 2, everyMs: 10, forgets: false } });
    await they.enter('page', page, performance.now());
    expect(server.seen.map(({ path }) => path)).toEqual([page.path, page.path, page.path, '/wait', '/wait', page.path]);
    expect(server.seen[1]?.headers.cookie).toBe('schulhof_place=p');
  });

  test('and throws the place away comes anew, and says nothing about the time told', async () => {
    const server = await doorThatOpens(1);
    const { they, recorder, counted } = somebodyAt(server, { impatience: { times: 1, everyMs: 10, forgets: true } });
    await they.enter('page', page, performance.now());
    expect(server.seen[1]?.headers.cookie).toBeUndefined();
    expect(recorder.recording.waits.map(({ left }) => left)).toEqual([true, false]);
    expect(counted()).toMatchObject({ told: 2, left: 1, 'let in': 1 });
  });
});

describe('what goes wrong', () => {
  test('another 503 is an error and no place', async () => {
    const server = await fakeServer((_, response) => reply(response, 503, '{"code":"kernel.busy"}'));
    servers.push(server);
    const { they, recorder, counted } = somebodyAt(server);
    await expect(they.enter('page', page, performance.now())).rejects.toThrow();
    expect(counted()).toEqual({ error: 1 });
    expect([...recorder.recording.faults.keys()]).toEqual(['new page: 503 kernel.busy']);
  });

  test('an answer that does not come is a timeout, with its latency from the planned moment', async () => {
    const server = await fakeServer(() => {});
    servers.push(server);
    const { they, recorder, counted } = somebodyAt(server, { patienceMs: 60 });
    await expect(they.ask('start page', call, performance.now() - 500)).rejects.toThrow();
    expect(counted()).toEqual({ timeout: 1 });
    const latency = [...(recorder.recording.seconds[0]?.latency.get('new:start page')?.keys() ?? [])];
    expect(1.02 ** (latency[0] ?? 0)).toBeGreaterThan(500);
  });

  test('a new line that the server closes is a reset, and nobody asks again by themselves', async () => {
    const server = await fakeServer((_, response) => void response.socket?.destroy());
    servers.push(server);
    const { they, counted } = somebodyAt(server);
    await expect(they.ask('start page', call, performance.now())).rejects.toThrow();
    expect(counted()).toEqual({ reset: 1 });
    expect(server.seen).toHaveLength(1);
  });

  test('a kept line that the server has closed is tried again once and counted apart', async () => {
    let asked = 0;
    const server = await fakeServer((_, response) => {
      asked += 1;
      if (asked === 2 || asked > 3) response.socket?.destroy();
      else reply(response, 200, '{}');
    });
    servers.push(server);
    const { they, counted } = somebodyAt(server);
    for (let time = 0; time < 2; time++) await they.ask('start page', call, performance.now());
    expect(counted()).toEqual({ 'asked again': 1 });
    await expect(they.ask('start page', call, performance.now())).rejects.toThrow();
    expect(counted()).toEqual({ 'asked again': 1, reset: 1 });
  });
});
