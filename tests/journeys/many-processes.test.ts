import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRedis, startRedis, type TestRedis } from '#kernel/joined/tests/redis-server.ts';
import { type FirstAdmin, firstAdmin } from './first-admin.ts';
import { debianPostgres, type OutsidePostgres, startOutsidePostgres, within } from './outside-postgres.ts';
import { type Product, startProduct } from './product.ts';
import { follow, keepAsking } from './traffic.ts';

const programs = debianPostgres();

/** One installation as a city runs it: PostgreSQL and Redis of the system, two starts of the product over them, one of them in two processes. */
describe.skipIf(programs === null || !hasRedis)('two starts over one database (needs postgresql and redis-server)', () => {
  let postgres: OutsidePostgres;
  let redis: TestRedis;
  let a: Product;
  let b: Product;
  let admin: FirstAdmin;
  let spaceId: string;

  beforeAll(async () => {
    [postgres, redis] = await Promise.all([startOutsidePostgres(programs ?? ''), startRedis()]);
    const dataDir = mkdtempSync(join(tmpdir(), 'schulhof-journey-'));
    const settings = async () => ({ ...postgres.settings, REDIS_URL: redis.url });
    // at the same moment, into the same empty database: one migrates, the other waits for it
    [a, b] = await Promise.all([
      startProduct(['--processes', '2', '--no-demo'], dataDir, settings),
      startProduct(['--no-demo'], dataDir, settings),
    ]);
    // of the two printed addresses the later one counts
    admin = await firstAdmin(a, 'neun grüne Kannen').catch(() => firstAdmin(b, 'neun grüne Kannen'));
    const spaces = (await (await get(b, '/files/spaces')).json()) as { items: { id: string }[] }; // the contract's answer
    spaceId = spaces.items[0]?.id ?? '';
  });
  afterAll(async () => {
    await Promise.all([a?.stop(), b?.stop()]);
    await Promise.all([redis?.stop(), postgres?.stop()]);
  });

  const get = (product: Product, path: string) =>
    fetch(`${product.origin}/api/${admin.slug}${path}`, { headers: { cookie: admin.cookie } });
  const post = (product: Product, path: string, body: object) =>
    fetch(`${product.origin}/api/${admin.slug}${path}`, {
      method: 'POST',
      headers: { cookie: admin.cookie, origin: product.origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('a session is known at both, whichever it began at', async () => {
    expect([(await get(a, '/start')).status, (await get(b, '/start')).status]).toEqual([200, 200]);
  });

  test('what happens at one is told to a page that looks at the other', async () => {
    // some of them at each of the two processes of A
    const pages = await Promise.all([1, 2, 3].map(() => follow(a.origin, admin, `files/folder/${spaceId}`)));
    expect((await post(b, '/files/folders', { spaceId, folderId: null, name: 'Von nebenan' })).status).toBe(200);
    await Promise.all(pages.map((page) => page.look));
    for (const page of pages) page.close();
  });

  test('a limit counts over all processes', async () => {
    // counted by the minute: not over its end
    const leftMs = 60_000 - (Date.now() % 60_000);
    if (leftMs < 10_000) await pause(leftMs + 100);
    const statuses: number[] = [];
    for (let index = 0; index < 32; index += 1)
      statuses.push((await get(index % 2 ? a : b, '/assignments/00000000-0000-7000-8000-000000000000/marks.csv')).status);
    expect(statuses.map((status) => status === 429)).toEqual([...Array.from({ length: 30 }, () => false), true, true]);
  });

  test('what is to be done is done, and once', async () => {
    const left = () =>
      within(postgres.maintenanceUrl, async (client) => {
        const { rows } = await client.query<{ n: number }>(`select ((select count(*) from kernel.outbox where dispatched_at is null)
          + (select count(*) from graphile_worker._private_jobs where run_at <= now()))::int as n`);
        return rows[0]?.n;
      });
    for (let tries = 0; tries < 100 && (await left()) !== 0; tries += 1) await pause(100);
    expect(await left()).toBe(0);
  });

  test('figures say which process they are of', async () => {
    const metrics = await (await fetch(`${a.origin}/metrics`)).text();
    expect(metrics).toMatch(/^schulhof_processes_joined\{process="\d+"\} 1$/m);
  });

  test('processes are replaced under traffic, and no request fails; then all end quietly', { timeout: 200_000 }, async () => {
    const traffic = keepAsking(a.origin, admin, spaceId);
    a.restart();
    for (let tries = 0; tries < 600 && !a.printed().includes('restarted'); tries += 1) await pause(100);
    expect(a.printed()).toContain('(2 of 2)');
    // three kinds of requests, each ended in one way only
    const outcomes = await traffic.stop();
    expect([...outcomes.keys()].map((outcome) => outcome.slice(-4))).toEqual([' 200', ' 200', ' 200']);
    expect(await a.end(), a.printed()).toBe(0);
    expect(a.printed()).not.toMatch(/"level":(50|60)/);
  });
});
