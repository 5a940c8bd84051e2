import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inSchool } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { limit } from '#kernel/http/rate-limit.ts';
import { newId } from '#kernel/ids/id.ts';
import { alone } from '#kernel/joined/alone.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';
import { closePlatform, openPlatform } from '../open-platform.ts';

/** Two processes of one installation, as far as one process can be two: they share nothing but the database and what joins them. */
let planted: PlantedPlatform;
let a: Platform;
let b: Platform;

beforeAll(async () => {
  planted = await plantedPlatform('twoplatforms', { id: 'planted' }, 'create schema planted;');
  const { modules, services, log, version } = planted.platform;
  const joined = alone();
  const open = () =>
    openPlatform({ modules, services, log, version, joined, appUrl: planted.appUrl, administrationUrl: planted.appUrl, poolSize: 2 });
  [a, b] = await Promise.all([open(), open()]);
});
afterAll(async () => {
  await Promise.all([closePlatform(a), closePlatform(b)]);
  await planted.close();
});

test('a school changed in one process is looked up again in the other', async () => {
  const { id } = planted.school;
  expect((await b.schools.byId(id))?.modulesOff.has('planted')).toBe(false);
  await inSchool(a.pools.teaching, id, false, { actorId: null, now: () => new Date() }, (db) =>
    sql`update kernel.school set modules_off = '{planted}' where id = ${id}`.execute(db),
  );
  a.schools.forget(id);
  expect((await b.schools.byId(id))?.modulesOff.has('planted')).toBe(true);
});

test('what wakes in one wakes who follows in the other', () => {
  let looks = 0;
  b.hub.follow('school', 'topic', () => (looks += 1));
  a.hub.wake('school', 'topic');
  expect(looks).toBe(1);
});

test.each([
  ['guess', 60, 60],
  ['heavy', 30, 30],
  // told to the others in bundles: one may lag behind the other by a fiftieth
  ['ordinary', 600, 612],
] as const)('a limit of %s counts over both', async (rate, least, most) => {
  const who = { personId: newId(), address: 'x' };
  let passed = 0;
  for (; passed < 700; passed += 1)
    if (
      !(await limit((passed % 2 ? a : b).counter, rate, who).then(
        () => true,
        () => false,
      ))
    )
      break;
  expect(passed).toBeGreaterThanOrEqual(least);
  expect(passed).toBeLessThanOrEqual(most);
});
