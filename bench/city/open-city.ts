import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { seedDemo } from '#apps/demo.ts';
import { modules } from '#apps/modules.ts';
import { run } from '#apps/run.ts';
import { migrate } from '#kernel/db/migrate.ts';
import { checkModules } from '#kernel/module/check-modules.ts';
import { type Cluster, firstDatabase, startBenchCluster } from './cluster.ts';
import { enlarge } from './enlarge.ts';

/** The demo's Gymnasium with 1,200 pupils: its people are measured, in both databases. */
export const measuredSchool = 'goethe';

/** Two databases in one PostgreSQL: the demo city, and the same with 100,000 people and more. */
export interface City extends Cluster {
  small: string;
  large: string;
}

/** Makes both databases; takes a minute. */
export async function openCity(say: (line: string) => void): Promise<City> {
  const cluster = await startBenchCluster(say);
  try {
    const large = 'large';
    say('the demo city …');
    await seed(cluster);
    await cluster.copy(firstDatabase, large);
    say('100,000 people …');
    const grown = await cluster.within(large, (client) => enlarge(client, measuredSchool));
    for (const database of [firstDatabase, large]) {
      // so that no vacuum comes in the middle of a measurement
      await cluster.within(database, (client) => client.query('vacuum (analyze)'));
      const { rows } = await cluster.within(database, (client) =>
        client.query<{ people: number; mb: number }>(
          `select (select count(*)::int from people.person) as people, pg_database_size(current_database()) / 1000000 as mb`,
        ),
      );
      say(`${database}: ${rows[0]?.people} people, ${rows[0]?.mb} MB${database === large ? `, ${grown.schools} schools` : ''}`);
    }
    return { ...cluster, small: firstDatabase, large };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** Fills the first database of a cluster with the demo city, all its events delivered. */
export async function seed(cluster: Cluster): Promise<void> {
  const addresses = cluster.addresses(firstDatabase);
  await migrate({ ownerUrl: addresses.ownerUrl, modules: checkModules(modules), now: new Date() });
  const options = { port: 0, dataDir: cluster.dataDir, demo: true, origin: 'http://localhost', database: null };
  const database = { ...addresses, stop: async () => {} };
  // statistics taken between two schools know the first only, and make plans for the second that never end
  await setAutovacuum(cluster, 'off');
  const running = await run(options, database);
  try {
    await seedDemo(running.platform);
    await cluster.within(firstDatabase, untilDone);
  } finally {
    await running.stop();
    await setAutovacuum(cluster, 'on');
  }
}

async function setAutovacuum(cluster: Cluster, to: 'on' | 'off'): Promise<void> {
  await cluster.within('postgres', async (client) => {
    await client.query(`alter system set autovacuum = ${to}`);
    await client.query('select pg_reload_conf()');
  });
}

/** Waits until every event of the seeding is delivered and every job of it has run. */
async function untilDone(client: pg.Client): Promise<void> {
  for (let waited = 0; waited < 300; waited += 1) {
    const { rows } = await client.query<{ left: number }>(
      `select (select count(*) from kernel.outbox o where o.dispatched_at is null)::int
         + (select count(*) from graphile_worker.jobs j where j.run_at <= now() and j.attempts < j.max_attempts)::int as left`,
    );
    if (rows[0]?.left === 0) return;
    await sleep(1000);
  }
  throw new Error('the events of the demo city are not done after five minutes');
}
