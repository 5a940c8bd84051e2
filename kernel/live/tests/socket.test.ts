import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { T } from '#kernel/contract/t.ts';
import { inSchool } from '#kernel/db/transaction.ts';
import { deliverEvents } from '#kernel/events/delivery.ts';
import { eventType } from '#kernel/events/event.ts';
import { newId } from '#kernel/ids/id.ts';
import { alone } from '#kernel/joined/alone.ts';
import { wokenBy } from '#kernel/module/manifest.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';
import { liveHub } from '../hub.ts';

const changed = eventType('planted.changed', T.Object({ roomId: T.String() }));
const person = newId();
let planted: PlantedPlatform;
let port: number;

beforeAll(async () => {
  planted = await plantedPlatform(
    'live',
    {
      id: 'planted',
      events: [changed],
      live: [{ name: 'room', wokenBy: [wokenBy(changed, ({ roomId }) => [roomId])], mayFollow: async (_ctx, _db, id) => id !== 'other' }],
    },
    'create schema planted;',
  );
  planted.who.set(person, ['teacher']);
  await planted.app.listen({ port: 0, host: '127.0.0.1' });
  port = (planted.app.server.address() as AddressInfo).port; // a TCP server has an AddressInfo
});
afterAll(() => planted.close());

async function open(headers: Record<string, string>): Promise<{ socket: WebSocket; told: string[] }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/schule/live`, { headers });
  const told: string[] = [];
  socket.on('message', (text) => told.push(String(text)));
  socket.on('close', (code) => told.push(`closed ${code}`));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { socket, told };
}
const until = async (condition: () => boolean) => {
  for (let tries = 0; tries < 100 && !condition(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(condition()).toBe(true);
};

test('a page that follows is told to look again, and nothing else', async () => {
  const { socket, told } = await open(planted.as(person));
  socket.send(JSON.stringify({ follow: 'planted/room/woken' }));
  await until(() => told.length === 1);
  await inSchool(planted.platform.pools.teaching, planted.school.id, false, { actorId: null, now: () => new Date() }, (db) =>
    db.emitAll(changed, [{ roomId: 'woken' }, { roomId: 'other' }]),
  );
  await deliverEvents(planted.platform);
  await until(() => told.length === 2);
  expect(told).toEqual(['{"following":"planted/room/woken"}', '{"look":"planted/room/woken"}']);
  socket.close();
});

test("what woke between the page's question and its following is told at once", async () => {
  planted.platform.hub.wake(planted.school.id, 'planted/room/missed');
  const { socket, told } = await open(planted.as(person));
  socket.send(JSON.stringify({ follow: 'planted/room/missed' }));
  await until(() => told.length === 2);
  expect(told).toEqual(['{"following":"planted/room/missed"}', '{"look":"planted/room/missed"}']);
  socket.close();
});

test('what woke long ago is not told again', () => {
  let now = 0;
  const hub = liveHub(alone(), () => now);
  hub.wake('s', 'old');
  now = 29_999;
  expect(hub.wokeLately('s', 'old')).toBe(true);
  now = 30_000;
  expect(hub.wokeLately('s', 'old')).toBe(false);
});

test('a topic one may not follow stays silent', async () => {
  const { socket, told } = await open(planted.as(person));
  socket.send(JSON.stringify({ follow: 'planted/room/other' }));
  socket.send(JSON.stringify({ follow: 'planted/room/mine' }));
  await until(() => told.length === 1);
  expect(told).toEqual(['{"following":"planted/room/mine"}']);
  socket.close();
});

test.each<[string, () => Record<string, string>]>([
  ['without a session', () => ({})],
  ['from another site', () => ({ ...planted.as(person), origin: 'https://evil.example' })],
])('a socket %s is closed', async (_name, headers) => {
  const { socket, told } = await open(headers());
  socket.send(JSON.stringify({ follow: 'planted/room/mine' }));
  await until(() => told.some((line) => line.startsWith('closed 44')));
});

test('following on after the access token has grown old renews nothing: a token renewed there would be lost', async () => {
  const renewed: string[] = [];
  planted.platform.devices.renewAll = async (_db, tokens) => {
    renewed.push(...tokens);
    return tokens.map(() => null);
  };
  const { socket, told } = await open({ cookie: `${planted.as(person)['cookie']}; schulhof_device=old` });
  socket.send(JSON.stringify({ follow: 'planted/room/mine' }));
  await until(() => told.length === 1);
  const now = planted.platform.clock.now;
  planted.platform.clock.now = () => new Date(Date.now() + 3_600_000);
  try {
    socket.send(JSON.stringify({ leave: 'planted/room/mine' }));
    socket.send(JSON.stringify({ follow: 'planted/room/mine' }));
    await until(() => told.length === 2);
    const late = await open({ cookie: `${planted.as(person)['cookie']}; schulhof_device=old` });
    await until(() => late.told.includes('closed 4401'));
  } finally {
    planted.platform.clock.now = now;
  }
  expect(renewed).toEqual([]);
  socket.close();
});

test('a process that takes leave sends pages on, and load balancers too', async () => {
  planted.platform.state.draining = true;
  try {
    const { told } = await open(planted.as(person));
    await until(() => told.includes('closed 1012'));
    const health = await planted.app.inject('/healthz');
    expect([health.statusCode, health.json()]).toEqual([503, { status: 'draining', version: 'test' }]);
  } finally {
    planted.platform.state.draining = false;
  }
  expect((await planted.app.inject('/healthz')).statusCode).toBe(200);
});
