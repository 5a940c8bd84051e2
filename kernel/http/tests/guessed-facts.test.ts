import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { newId } from '#kernel/ids/id.ts';
import { route } from '#kernel/module/manifest.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';

const keep = contract({ method: 'GET', path: '/keep', summary: 'x', answer: T.Object({ as: T.String() }) });
let planted: PlantedPlatform;
let runs = 0;

beforeAll(async () => {
  planted = await plantedPlatform(
    'guessed',
    {
      id: 'planted',
      permissions: [{ id: 'planted.keep', title: { de: 'x', en: 'x' }, defaults: ['teacher', 'office'] }],
      routes: [
        route(keep, 'planted.keep', async (ctx) => {
          runs += 1;
          return ctx.read(async () => ({ as: ctx.caller.capacities.join() }));
        }),
      ],
    },
    'create schema planted;',
  );
});
afterAll(() => planted.close());

/** Asks several times from one device. */
function device(person: string) {
  const headers = planted.as(person);
  return async () => {
    const answer = await planted.app.inject({ url: '/api/schule/keep', headers });
    return answer.statusCode === 200 ? answer.json<{ as: string }>().as : answer.statusCode;
  };
}

test('what a device was allowed a moment ago counts no longer than it is true', async () => {
  const person = newId();
  const ask = device(person);
  planted.who.set(person, ['teacher']);
  expect([await ask(), await ask()]).toEqual(['teacher', 'teacher']);
  planted.who.set(person, ['pupil']);
  expect([await ask(), await ask()]).toEqual([403, 403]);
  planted.who.set(person, ['office']);
  expect([await ask(), await ask()]).toEqual(['office', 'office']);
  planted.who.set(person, ['teacher']);
  expect(await ask()).toBe('teacher');
  planted.who.delete(person);
  expect([await ask(), await ask()]).toEqual([404, 404]);
});

test('a right guess does the work once, a wrong one twice', async () => {
  const person = newId();
  const ask = device(person);
  planted.who.set(person, ['teacher']);
  await ask();
  const before = runs;
  await ask();
  expect(runs - before).toBe(1);
  planted.who.set(person, ['office']);
  await ask();
  expect(runs - before).toBe(3);
});
