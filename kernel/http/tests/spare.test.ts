import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { newId } from '#kernel/ids/id.ts';
import { platformRoute, route } from '#kernel/module/manifest.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';

const answer = T.Object({ done: T.Boolean() });
const work = contract({ method: 'GET', path: '/work', summary: 'Work.', answer });
const suggest = contract({ method: 'GET', path: '/suggest', summary: 'Suggestions.', answer });
const write = contract({ method: 'POST', path: '/work', summary: 'Work.', answer });
const above = contract({ method: 'GET', path: '/above', scope: 'platform', summary: 'Above.', answer });

let planted: PlantedPlatform;
const somebody = newId();
let ran = 0;
const run = async () => {
  ran += 1;
  return { done: true };
};

beforeAll(async () => {
  planted = await plantedPlatform(
    'spare',
    {
      id: 'planted',
      routes: [
        route(work, null, run),
        route(suggest, null, run, { spare: true }),
        route(write, null, run),
        platformRoute(above, 'anyone', run),
      ],
    },
    'create schema planted;',
  );
  planted.who.set(somebody, ['teacher']);
});
afterAll(() => planted.close());

const ask = (method: 'GET' | 'POST', url: string) =>
  planted.app.inject({ method, url, headers: planted.as(somebody), ...(method === 'POST' ? { payload: {} } : {}) });

test('while the process is full only what is declared spare is left out, and nothing of it is done', async () => {
  planted.platform.load.full = () => true;
  ran = 0;
  const left = await ask('GET', '/api/schule/suggest');
  expect([left.statusCode, left.headers['retry-after'], left.json<{ code: string }>().code]).toEqual([503, '3', 'kernel.busy']);
  expect(left.headers['x-statements']).toBeUndefined();
  expect(ran).toBe(0);
  for (const [method, url] of [
    ['GET', '/api/schule/work'],
    ['POST', '/api/schule/work'],
    ['GET', '/api/above'],
  ] as const)
    expect((await ask(method, url)).statusCode).toBe(200);
});

test('it tells nobody what there is: other schools and people without a session get the same answer', async () => {
  planted.platform.load.full = () => true;
  const answers = await Promise.all([
    ask('GET', '/api/schule/suggest'),
    ask('GET', '/api/nirgends/suggest'),
    planted.app.inject({ method: 'GET', url: '/api/schule/suggest' }),
  ]);
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
});

test('when there is room again it is answered', async () => {
  planted.platform.load.full = () => false;
  expect((await ask('GET', '/api/schule/suggest')).json()).toEqual({ done: true });
});

test('metrics show each lane', async () => {
  const { body } = await planted.app.inject({ method: 'GET', url: '/metrics' });
  for (const lane of ['opaque', 'uploads', 'exports', 'prints', 'imports', 'mails', 'office_previews'])
    for (const state of ['at_work', 'waiting', 'refused'])
      expect(body).toMatch(new RegExp(`schulhof_lane{lane="${lane}",state="${state}"} \\d`));
});
