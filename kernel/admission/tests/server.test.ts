import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { newId } from '#kernel/ids/id.ts';
import { alone } from '#kernel/joined/alone.ts';
import { platformRoute, route } from '#kernel/module/manifest.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';
import { type Admission, admissionOver } from '../admission.ts';

const parts = { summary: 'x', answer: T.Object({ ok: T.Boolean() }) } as const;
const begin = contract({ ...parts, scope: 'platform', method: 'POST', path: '/planted/begin', body: T.Object({}) });
const go = contract({ ...parts, scope: 'platform', method: 'POST', path: '/planted/go', body: T.Object({}) });
const work = contract({ ...parts, method: 'GET', path: '/planted/work' });

let planted: PlantedPlatform;
let admission: Admission;
let origin: string;
const person = newId();

beforeAll(async () => {
  const routes = [
    platformRoute(begin, 'anyone', async () => ({ ok: true }), { begins: true }),
    platformRoute(go, 'anyone', async () => ({ ok: true })),
    route(work, null, async () => ({ ok: true })),
  ];
  admission = admissionOver({ joined: alone(), pressure: () => 0 });
  planted = await plantedPlatform('admission', { id: 'planted', routes }, 'create schema planted;', admission);
  planted.who.set(person, ['pupil']);
  await planted.app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(planted.app.server.address() as AddressInfo).port}`; // it listens on a port
  while (admission.tryNow('new'));
});

afterAll(async () => {
  await planted.close();
});

const post = (path: string, headers: Record<string, string> = {}) =>
  fetch(origin + path, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
  });

test('beginnings stand in line, what goes on and people at work pass', async () => {
  const refused = await post('/api/planted/begin');
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: 'kernel.full', data: { place: 1 } });
  expect((await post('/api/planted/go')).status).toBe(200);
  expect((await fetch(`${origin}/api/schule/planted/work`, { headers: planted.as(person) })).status).toBe(200);
});

test('who is let in takes the pass along with the answer of the route itself', async () => {
  const refused = await post('/api/planted/begin');
  const place = /schulhof_place=[^;]+/.exec(refused.headers.get('set-cookie') ?? '')?.[0] ?? '';
  await admission.tick();
  await new Promise((resolve) => setTimeout(resolve, 150));
  await admission.tick();
  const inside = await post('/api/planted/begin', { cookie: place });
  expect(inside.status).toBe(200);
  expect(inside.headers.getSetCookie().join()).toContain('schulhof_pass=n.');
});
