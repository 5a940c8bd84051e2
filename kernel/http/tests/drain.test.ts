import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Leave, watchConnections } from '../drain.ts';

const settings: Leave = { noticeMs: 0, graceMs: 400, limitMs: 5_000 };
let app: FastifyInstance;
let agent: Agent;
let leave: (leave: Leave) => Promise<void>;
let release: () => void;
let port: number;

beforeEach(async () => {
  app = fastify({ keepAliveTimeout: 72_000 });
  await app.register(websocket);
  const held = new Promise<void>((resolve) => (release = resolve));
  app.get('/quick', async () => 'done');
  app.get('/slow', async () => {
    await held;
    return 'done';
  });
  app.get('/live', { websocket: true }, (socket) => socket.send('hello'));
  leave = watchConnections(app, { draining: false });
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port; // a TCP server has an AddressInfo
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
});
afterEach(async () => {
  release();
  agent.destroy();
  await app.close();
});

async function ask(path: string): Promise<IncomingMessage> {
  const request = get({ host: '127.0.0.1', port, path, agent });
  const [answer]: [IncomingMessage] = (await once(request, 'response')) as [IncomingMessage]; // that is what a response is
  answer.resume();
  await once(answer, 'end');
  return answer;
}

test('what is under way is answered, and told that this connection ends', async () => {
  const answer = ask('/slow');
  await pause(100);
  const left = leave(settings);
  await pause(50);
  release();
  expect((await answer).headers.connection).toBe('close');
  await left;
});

test('a request on a connection that was idle when leaving began is answered, not cut', async () => {
  expect((await ask('/quick')).headers.connection).toBe('keep-alive');
  const left = leave(settings);
  await pause(200);
  const late = await ask('/quick');
  expect([late.statusCode, late.headers.connection]).toEqual([200, 'close']);
  await left;
});

test('nobody new comes in; an idle connection is closed after the grace', async () => {
  await ask('/quick');
  const begun = performance.now();
  const left = leave(settings);
  await pause(50);
  await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED');
  await left;
  const took = performance.now() - begun;
  expect(took).toBeGreaterThanOrEqual(390);
  expect(took).toBeLessThan(2_000);
});

test('with notice new ones come in until the listener closes, each for one request', async () => {
  const left = leave({ ...settings, noticeMs: 300 });
  expect((await ask('/quick')).headers.connection).toBe('close');
  await left;
});

test('a request that arrives in pieces is waited for', async () => {
  const socket: Socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET /quick HTTP/1.1\r\nhost: x\r\n');
  await pause(50);
  const left = leave(settings);
  await pause(700);
  socket.write('\r\n');
  const [bytes]: unknown[] = await once(socket, 'data');
  expect(String(bytes)).toMatch(/^HTTP\/1.1 200 .*connection: close/is);
  await left;
});

test('after the limit everything is closed, whatever goes on', async () => {
  const answer = ask('/slow');
  answer.catch(() => {});
  await pause(50);
  await leave({ ...settings, limitMs: 300 });
  await expect(answer).rejects.toThrow('socket hang up');
});

test('live lines are closed with »service restart«, so that pages come again', async () => {
  const lines = Array.from({ length: 5 }, () => new WebSocket(`ws://127.0.0.1:${port}/live`));
  await Promise.all(lines.map((line) => once(line, 'message')));
  const closed = Promise.all(lines.map(async (line) => (await once(line, 'close'))[0] as number)); // the first is the code
  await leave(settings);
  expect(await closed).toEqual([1012, 1012, 1012, 1012, 1012]);
});
