import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inSchool } from '#kernel/db/transaction.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';
import { jobType } from '../job.ts';
import { startWorker } from '../worker.ts';

const done: number[] = [];
let begun = 0;
let hangs = true;

const count = jobType({ name: 'planted.count', limitSeconds: 30, run: async (_ctx: SchoolCtx, { n }: { n: number }) => void done.push(n) });
/** Goes on until it is stopped, or at once the second time. */
const hang = jobType({
  name: 'planted.hang',
  limitSeconds: 60,
  attempts: 1,
  run: async (_ctx: SchoolCtx, _payload: object, signal: AbortSignal) => {
    begun += 1;
    if (hangs) await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
  },
});

let planted: PlantedPlatform;
beforeAll(async () => {
  planted = await plantedPlatform('workers', { id: 'planted', jobs: [count, hang] }, 'create schema planted;');
});
afterAll(() => planted.close());

const ask = (work: Parameters<typeof inSchool<void>>[4]) =>
  inSchool(planted.platform.pools.teaching, planted.school.id, false, { actorId: null, now: () => new Date() }, work);
const waiting = async () => {
  const { rows } = await planted.platform.pools.teaching.query<{ attempts: number; locked: boolean; soon: boolean }>(
    'select attempts, locked_by is not null as locked, run_at <= now() as soon from graphile_worker._private_jobs',
  );
  return rows;
};
const until = async (condition: () => Promise<boolean> | boolean) => {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await condition()) return;
    await pause(25);
  }
  throw new Error('it did not happen');
};

test('of two workers over one database each job is done by one', async () => {
  const workers = await Promise.all([startWorker(planted.platform, planted), startWorker(planted.platform, planted)]);
  await ask(async (db) => {
    for (let n = 0; n < 40; n += 1) await db.enqueue(count, { n });
  });
  await until(async () => (await waiting()).length === 0);
  expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
  await Promise.all(workers.map((worker) => worker.stop()));
});

test('a job that takes too long when the process ends is given back: even on its last try it is done by somebody else, at once', async () => {
  await ask((db) => db.enqueue(hang, {}));
  const ending = await startWorker(planted.platform, { ...planted, patienceMs: 200 });
  await until(() => begun === 1);
  await ending.stop();
  expect(await waiting()).toEqual([{ attempts: 0, locked: false, soon: true }]);

  hangs = false;
  const next = await startWorker(planted.platform, planted);
  await until(async () => begun === 2 && (await waiting()).length === 0);
  await next.stop();
});

test('jobs of a process that was killed are free again; those of one that lives are left alone', async () => {
  const client = new pg.Client({ connectionString: planted.appUrl });
  await client.connect();
  // as a worker marks what it does; the second one lives
  await client.query(`select pg_advisory_lock_shared(730042, hashtext('pool-living'))`);
  await ask(async (db) => {
    await db.enqueue(count, { n: 100 }, { key: 'dead' });
    await db.enqueue(count, { n: 200 }, { key: 'living' });
    await sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', attempts = 1,
      locked_by = case when key like '%dead' then 'pool-dead' else 'pool-living' end`.execute(db);
  });
  const worker = await startWorker(planted.platform, planted);
  await until(() => done.includes(100));
  await pause(200);
  expect(done).not.toContain(200);
  expect(await waiting()).toEqual([{ attempts: 1, locked: true, soon: true }]);
  await worker.stop();
  await client.end();
});
