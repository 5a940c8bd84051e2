import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { onPlatform } from '#kernel/db/transaction.ts';
import { buildServer } from '#kernel/http/server.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';
import { healthOfWait, longestWaitSeconds, storeAndRead } from '../checks.ts';
import { watched } from '../watched.ts';

let planted: PlantedPlatform;
beforeAll(async () => {
  planted = await plantedPlatform('status', { id: 'planted' }, 'create schema planted;');
});
afterAll(() => planted.close());
beforeEach(() => inDatabase(sql`delete from kernel.outbox`));

function inDatabase(statement: ReturnType<typeof sql>): Promise<unknown> {
  return onPlatform(
    planted.platform.pools.teaching,
    false,
    () => new Date(),
    (db) => statement.execute(db),
  );
}

test('anybody may ask, and hears of parts and a count alone', async () => {
  const answer = await planted.app.inject({ url: '/api/status/parts' });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ database: 'ok', files: 'ok', jobs: 'ok', mail: 'ok', waiting: 0 });
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('who asks a hundred times is one look', async () => {
  let looks = 0;
  const check = watched(
    async () => {
      looks += 1;
      return 'ok';
    },
    { slowMs: 1_000, limitMs: 1_000, keptMs: 60_000 },
  );
  expect(new Set(await Promise.all(Array.from({ length: 100 }, check)))).toEqual(new Set(['ok']));
  expect(looks).toBe(1);
});

test('a check that hangs has failed in time, and is not begun again while it hangs', async () => {
  let now = 0;
  let looks = 0;
  let end = () => {};
  const check = watched(
    () => {
      looks += 1;
      return new Promise((resolve) => {
        end = () => resolve('ok');
      });
    },
    { slowMs: 10, limitMs: 30, keptMs: 5 },
    () => now,
  );
  expect(await check()).toBe('failed');
  now += 100;
  expect(await check()).toBe('failed');
  expect(looks).toBe(1);
  end();
  await new Promise((resolve) => setTimeout(resolve, 5));
  now += 100;
  const again = check();
  end();
  expect(await again).toBe('ok');
  expect(looks).toBe(2);
});

test('a check that takes long is slow, one that throws has failed', async () => {
  let now = 0;
  const limits = { slowMs: 10, limitMs: 1_000, keptMs: 0 };
  const late = async () => {
    now += 11;
    return 'ok' as const;
  };
  expect(await watched(late, limits, () => now)()).toBe('slow');
  expect(
    await watched(
      () => Promise.reject(new Error('no')),
      limits,
      () => now,
    )(),
  ).toBe('failed');
});

test('what hangs in PostgreSQL is told within the time of one page', async () => {
  const { pools } = planted.platform;
  const hung = {
    ...planted.platform,
    pools: { ...pools, teaching: Object.assign(Object.create(pools.teaching), { connect: () => new Promise(() => {}) }) },
  };
  const app = await buildServer(hung);
  const began = performance.now();
  const answer = await app.inject({ url: '/api/status/parts' });
  expect(answer.json()).toMatchObject({ database: 'failed', jobs: 'failed', files: 'ok', mail: 'ok' });
  expect(performance.now() - began).toBeLessThan(6_000);
});

test('work that nobody takes up is told by its age, work for later is not', async () => {
  expect(await longestWaitSeconds(planted.platform)).toBe(0);
  await inDatabase(sql`select graphile_worker.add_job('x', '{}'::json, run_at => now() + interval '1 hour')`);
  expect(await longestWaitSeconds(planted.platform)).toBe(0);
  await inDatabase(sql`select graphile_worker.add_job('x', '{}'::json, run_at => now() - interval '10 minutes')`);
  expect(await longestWaitSeconds(planted.platform)).toBeGreaterThan(595);
  await inDatabase(
    sql`insert into kernel.outbox (id, name, version, data, at) values (gen_random_uuid(), 'a.b', 1, '{}', now() - interval '20 minutes')`,
  );
  expect(await longestWaitSeconds(planted.platform)).toBeGreaterThan(1_195);
  expect([0, 119, 120, 899, 900].map(healthOfWait)).toEqual(['ok', 'ok', 'slow', 'slow', 'failed']);
});

test('files are stored, read back and taken away; other bytes are a failure', async () => {
  const { blobs } = planted.platform.services;
  const removed: string[] = [];
  const watching = { ...blobs, remove: async (hash: string) => void removed.push(hash) };
  expect(await storeAndRead(watching)).toBe('ok');
  expect(await storeAndRead(watching)).toBe('ok');
  expect(new Set(removed).size).toBe(2);
  const other = await blobs.get(removed[0] ?? '');
  await expect(storeAndRead({ ...watching, get: async () => other })).rejects.toThrow('other bytes');
  expect(removed).toHaveLength(3);
  for (const hash of removed) await blobs.remove(hash);
});
