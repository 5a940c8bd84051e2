import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { T } from '#kernel/contract/t.ts';
import { inSchool } from '#kernel/db/transaction.ts';
import { jobType } from '#kernel/jobs/job.ts';
import { startWorker } from '#kernel/jobs/worker.ts';
import { listener } from '#kernel/module/manifest.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';
import { keepDelivering } from '../delivery.ts';
import { eventType } from '../event.ts';

const done = eventType('planted.done', T.Object({ n: T.Integer() }));
const heard: number[] = [];
let failures = 0;
const add = jobType<{ n: number }>({ name: 'planted.add', limitSeconds: 5, run: async (_ctx, { n }) => void heard.push(n) });
let planted: PlantedPlatform;

beforeAll(async () => {
  planted = await plantedPlatform(
    'delivery',
    {
      id: 'planted',
      events: [done],
      jobs: [add],
      listens: [
        listener(done, 'hear', async (_ctx, { data }) => {
          if (data.n === 7 && failures++ === 0) throw new Error('fails once');
          heard.push(data.n);
        }),
      ],
    },
    'create schema planted;',
  );
});
afterAll(() => planted.close());

const write = <R>(work: Parameters<typeof inSchool<R>>[4]) =>
  inSchool(planted.platform.pools.teaching, planted.school.id, false, { actorId: null, now: () => new Date() }, work);
const until = async (condition: () => boolean) => {
  for (let tries = 0; tries < 200 && !condition(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
};

test('an event waits in the outbox until somebody delivers, and comes even when its listener fails at first', async () => {
  await write(async (db) => {
    await db.emit(done, { n: 1 });
    await db.emitAll(done, [{ n: 2 }, { n: 7 }]);
    await db.enqueue(add, { n: 100 });
  });
  await expect(
    write(async (db) => {
      await db.emit(done, { n: 3 });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow();
  expect(heard).toEqual([]);

  const worker = await startWorker(planted.platform, { appUrl: planted.appUrl });
  const delivery = keepDelivering(planted.platform);
  const woken: string[] = [];
  planted.platform.hub.follow(planted.school.id, 'x', () => woken.push('x'));
  await until(() => heard.length >= 3);
  // a failed listener is tried again after seconds: do not wait for the queue's patience
  await write((db) => sql`update graphile_worker._private_jobs set run_at = now()`.execute(db));
  await until(() => heard.length >= 4);
  await delivery.stop();
  await worker.stop();
  expect(heard.toSorted((one, other) => one - other)).toEqual([1, 2, 7, 100]);
});
