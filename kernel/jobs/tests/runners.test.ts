import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { T } from '#kernel/contract/t.ts';
import { inSchool } from '#kernel/db/transaction.ts';
import { deliverEvents } from '#kernel/events/delivery.ts';
import { eventType } from '#kernel/events/event.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { listener } from '#kernel/module/manifest.ts';
import { type PlantedPlatform, plantedPlatform } from '#kernel/testing/planted-platform.ts';
import { settle } from '#kernel/testing/settle.ts';
import { jobType } from '../job.ts';
import { startWorker } from '../worker.ts';

let drawing = 0;
let mostDrawing = 0;
let drawn = 0;
let letGo = false;
const told: string[] = [];

/** A preview that takes as long as the test likes. */
const preview = jobType({
  name: 'planted.preview',
  runner: 'patient',
  limitSeconds: 60,
  run: async (_ctx: SchoolCtx, _payload: { n: number }) => {
    drawing += 1;
    mostDrawing = Math.max(mostDrawing, drawing);
    await until(() => letGo);
    drawing -= 1;
    drawn += 1;
  },
});
const mail = jobType({ name: 'planted.mail', runner: 'mails', limitSeconds: 60, run: async () => void told.push('mail') });
const notice = jobType({ name: 'planted.notice', limitSeconds: 60, run: async () => void told.push('notice') });
const late = jobType({ name: 'planted.late', limitSeconds: 60, uselessAfterSeconds: 600, run: async () => void told.push('late') });
const happened = eventType('planted.happened', T.Object({ n: T.Integer() }));

let planted: PlantedPlatform;
beforeAll(async () => {
  planted = await plantedPlatform(
    'runners',
    {
      id: 'planted',
      jobs: [preview, mail, notice, late],
      events: [happened],
      listens: [listener(happened, 'by_mail', async () => void told.push('listener'), 60, 'mails')],
    },
    'create schema planted;',
  );
});
afterAll(() => planted.close());

const ask = (work: Parameters<typeof inSchool<void>>[4]) =>
  inSchool(planted.platform.pools.teaching, planted.school.id, false, { actorId: null, now: () => new Date() }, work);
async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    if (await condition()) return;
    await pause(25);
  }
  throw new Error('it did not happen');
}

test('two hundred slow previews keep no mail, no notice and no listener waiting, and never so many are made at once', async () => {
  await ask(async (db) => {
    for (let n = 0; n < 200; n += 1) await db.enqueue(preview, { n });
  });
  const worker = await startWorker(planted.platform, planted);
  await until(() => drawing === 3);
  await ask(async (db) => {
    await db.enqueue(mail, {});
    await db.enqueue(notice, {});
    await db.emit(happened, { n: 1 });
  });
  await deliverEvents(planted.platform);
  await until(() => told.length === 3);
  expect(told.toSorted()).toEqual(['listener', 'mail', 'notice']);
  expect(drawn).toBe(0);
  letGo = true;
  await until(() => drawn === 200);
  expect(mostDrawing).toBe(3);
  await worker.stop();
});

test('each runner’s jobs are known to be those of a living process', async () => {
  letGo = false;
  await ask((db) => db.enqueue(preview, { n: 1 }));
  const one = await startWorker(planted.platform, planted);
  await until(() => drawing === 1);
  const { rows } = await planted.platform.pools.teaching.query<{ held: boolean }>(
    `select exists (select from pg_locks l where l.locktype = 'advisory' and l.classid = 730042 and l.objid = (hashtext(j.locked_by)::bigint & 4294967295)::oid) as held
     from graphile_worker._private_jobs j where j.locked_by is not null`,
  );
  expect(rows).toEqual([{ held: true }]);
  letGo = true;
  await until(() => drawing === 0);
  await one.stop();
});

test('what came too late to be of use is left undone; what came in time is done', async () => {
  const { platform, school } = planted;
  const before = told.length;
  await ask(async (db) => {
    await db.enqueue(late, {}, { key: 'old' });
    await db.enqueue(late, {}, { key: 'new' });
    await sql`update graphile_worker._private_jobs set created_at = now() - interval '11 minutes' where key like '%old'`.execute(db);
  });
  await settle(platform, school.id);
  expect(told.slice(before)).toEqual(['late']);
});

test('while the process is full what nobody waits for waits, mails do not; at the end of the process it is given back untouched', async () => {
  const { platform } = planted;
  const before = { drawn, told: told.length };
  letGo = true;
  platform.load.full = () => true;
  await ask(async (db) => {
    await db.enqueue(preview, { n: 1 });
    await db.enqueue(mail, {});
  });
  const worker = await startWorker(platform, { ...planted, patienceMs: 100 });
  await until(() => told.length > before.told);
  await pause(100);
  expect(drawn).toBe(before.drawn);
  await worker.stop();
  const { rows } = await platform.pools.teaching.query('select attempts from graphile_worker._private_jobs');
  expect(rows).toEqual([{ attempts: 0 }]);

  platform.load.full = () => false;
  const next = await startWorker(platform, planted);
  await until(() => drawn === before.drawn + 1);
  await next.stop();
});
