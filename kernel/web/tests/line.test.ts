import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openLine } from '../line.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const full =
  (place: number, askAfterSeconds = 10, seconds = 30) =>
  () =>
    Response.json({ code: 'kernel.full', data: { place, seconds, askAfterSeconds }, message: '' }, { status: 503 });
const busy = (retryAfterSeconds: number) => () =>
  Response.json({ code: 'kernel.busy', data: { retryAfterSeconds }, message: '' }, { status: 503 });
const well = () => Response.json({ yes: true });
const cut = () => {
  throw new TypeError('no line');
};

/** A line over a server that says what it is told to; what was asked stands in `asked`. */
function planted() {
  const server: { says: () => Response } = { says: well };
  const asked: string[] = [];
  const line = openLine({
    chance: () => 0,
    fetch: async (address, { signal }) => {
      asked.push(address);
      const answer = server.says();
      await Promise.resolve();
      signal?.throwIfAborted();
      return answer;
    },
  });
  const get = (address: string, signal?: AbortSignal) => line.fetch(address, signal ? { signal } : {}, { repeatable: true, wish: false });
  return { server, asked, line, get };
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

test('while there is room nothing waits', async () => {
  const { get, line, asked } = planted();
  expect((await get('/a')).status).toBe(200);
  expect(asked).toEqual(['/a']);
  expect(line.now()).toBeNull();
});

test('who must wait is told place and time, asks again when told to and not before, and gets the answer', async () => {
  const { server, get, line, asked } = planted();
  server.says = full(12);
  const answer = get('/a');
  await pass(0);
  expect(line.now()).toMatchObject({ place: 12, seconds: 30, isLost: false, wishes: 0 });
  await pass(9.9);
  expect(asked).toHaveLength(1);
  server.says = full(4, 3, 8);
  await pass(0.2);
  expect(asked).toHaveLength(2);
  expect(line.now()).toMatchObject({ place: 4, seconds: 8 });
  server.says = well;
  await pass(3);
  expect((await answer).status).toBe(200);
  expect(line.now()).toBeNull();
});

test('it waits as long as it takes', async () => {
  const { server, get, asked } = planted();
  server.says = full(900);
  const answer = get('/a');
  await pass(1_800);
  expect(asked.length).toBeGreaterThan(170);
  server.says = well;
  await pass(10);
  expect((await answer).ok).toBe(true);
});

test('one asks, the others wait for it, also those that come later; then all go', async () => {
  const { server, get, asked } = planted();
  server.says = full(5);
  const answers = [get('/a'), get('/b')];
  await pass(1);
  answers.push(get('/c'));
  await pass(60);
  expect(asked.filter((address) => address === '/b')).toHaveLength(1); // it was under way when the first was told
  expect(asked).not.toContain('/c');
  server.says = well;
  await pass(10);
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(asked.slice(-2)).toEqual(['/b', '/c']);
});

test('once one is in, the others go side by side', async () => {
  const hold = new Promise<Response>(() => undefined);
  let isFull = true;
  const line = openLine({ chance: () => 0, fetch: async (address) => (isFull ? full(2)() : address === '/slow' ? hold : well()) });
  const get = (address: string) => line.fetch(address, {}, { repeatable: true, wish: false });
  const [first, , third] = [get('/a'), get('/slow'), get('/c')];
  await pass(1);
  isFull = false;
  await pass(10);
  expect((await first).ok).toBe(true);
  expect((await third).ok).toBe(true);
});

test('who is no longer wanted asks no more; the next goes on at its time', async () => {
  const { server, get, line, asked } = planted();
  server.says = full(5);
  const leaving = new AbortController();
  const first = expect(get('/a', leaving.signal)).rejects.toThrow('left');
  const second = get('/b');
  await pass(1);
  leaving.abort(new Error('left'));
  await first;
  await pass(60);
  expect(asked.filter((address) => address === '/a')).toHaveLength(1);
  server.says = well;
  await pass(10);
  expect((await second).ok).toBe(true);
  expect(line.now()).toBeNull();
});

test('when the last one leaves nothing waits any more', async () => {
  const { server, get, line, asked } = planted();
  server.says = full(5);
  const leaving = new AbortController();
  const left = expect(get('/a', leaving.signal)).rejects.toThrow('left');
  await pass(1);
  leaving.abort(new Error('left'));
  await left;
  expect(line.now()).toBeNull();
  await pass(60);
  expect(asked).toHaveLength(1);
});

describe('a line that is lost', () => {
  test('costs no place: it is tried again with growing pauses', async () => {
    const { server, get, line, asked } = planted();
    server.says = full(5);
    const answer = get('/a');
    await pass(0);
    server.says = cut;
    await pass(10);
    expect(line.now()).toMatchObject({ place: 5, isLost: true });
    const before = asked.length;
    await pass(60);
    expect(asked.length - before).toBeGreaterThan(4);
    expect(asked.length - before).toBeLessThan(10);
    server.says = full(3);
    await pass(15);
    expect(line.now()).toMatchObject({ place: 3, isLost: false });
    server.says = well;
    await pass(10);
    expect((await answer).ok).toBe(true);
  });

  test('is asked over again soon when the browser says that it is back', async () => {
    const { server, get, line } = planted();
    server.says = full(5);
    const answer = get('/a');
    await pass(0);
    server.says = cut;
    await pass(70);
    server.says = well;
    line.hurry();
    await pass(0.1);
    expect((await answer).ok).toBe(true);
  });

  test('before there was a place is nobody’s waiting', async () => {
    const { server, get, line } = planted();
    server.says = cut;
    await expect(get('/a')).rejects.toThrow('no line');
    expect(line.now()).toBeNull();
  });

  test('ends what must not go out twice', async () => {
    const { server, line } = planted();
    server.says = full(5);
    const failing = expect(line.fetch('/print', { method: 'POST' }, { repeatable: false, wish: true })).rejects.toThrow('no line');
    await pass(0);
    server.says = cut;
    await pass(10);
    await failing;
  });

  test('is also a server that starts again', async () => {
    const { server, get, line } = planted();
    server.says = full(5);
    const answer = get('/a');
    await pass(0);
    server.says = () => new Response('bad gateway', { status: 502 });
    await pass(20);
    expect(line.now()).toMatchObject({ isLost: true });
    server.says = well;
    await pass(15);
    expect((await answer).ok).toBe(true);
  });
});

test('a dear step without room is asked again after its own time, without a place; nothing else waits for it', async () => {
  const { server, get, line, asked } = planted();
  server.says = busy(4);
  const answer = get('/a');
  await pass(0);
  expect(line.now()).toMatchObject({ place: null, seconds: null });
  server.says = well;
  expect((await get('/b')).ok).toBe(true);
  await pass(3.9);
  expect(asked).toEqual(['/a', '/b']);
  await pass(0.2);
  expect((await answer).ok).toBe(true);
  expect(line.now()).toBeNull();
});

test('who comes in and finds a dear step full lets the others in', async () => {
  const { server, get, asked } = planted();
  server.says = full(2);
  const answers = [get('/a'), get('/b')];
  await pass(1);
  server.says = () => (asked.at(-1) === '/a' ? busy(30)() : well());
  await pass(10);
  expect((await answers[1])?.ok).toBe(true);
  server.says = well;
  await pass(30);
  expect((await answers[0])?.ok).toBe(true);
});

test('wishes are counted apart from looks', async () => {
  const { server, get, line } = planted();
  server.says = full(5);
  const answers = [get('/a'), line.fetch('/b', { method: 'POST' }, { repeatable: true, wish: true })];
  await pass(1);
  expect(line.now()).toMatchObject({ wishes: 1 });
  server.says = well;
  await pass(10);
  await Promise.all(answers);
});

test.each([
  ['another refusal', () => Response.json({ code: 'kernel.unavailable', data: {} }, { status: 503 }), 503],
  ['an answer that is no JSON', () => new Response('<h1>busy</h1>', { status: 503 }), 503],
  ['the code under another status', () => Response.json({ code: 'kernel.full', data: {} }, { status: 409 }), 409],
])('%s is handed on', async (_name, says, status) => {
  const { server, get } = planted();
  server.says = says;
  const answer = await get('/a');
  expect(answer.status).toBe(status);
  expect(await answer.text()).not.toBe('');
});

test('numbers that make no sense never lead to asking without a pause', async () => {
  const { server, get, asked } = planted();
  server.says = () => Response.json({ code: 'kernel.full', data: { place: 'x', seconds: -5, askAfterSeconds: 0 } }, { status: 503 });
  void get('/a');
  await pass(10);
  expect(asked.length).toBeLessThanOrEqual(11);
});
