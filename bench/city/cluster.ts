import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase, type TestDatabase } from '#kernel/db/embedded/for-tests.ts';
import { findRunning } from '#kernel/db/embedded/postmaster.ts';
import { names } from '#kernel/db/embedded/roles.ts';
import { addressOf, startCluster, stopCluster } from '#kernel/db/embedded/start.ts';
import { ending } from '../endings.ts';

/** A PostgreSQL of the benchmark's own, as durable as in production, in a temporary folder that also serves as the data folder. */
export interface Cluster {
  dataDir: string;
  /** process id of the postmaster */
  postmaster: number;
  /** Addresses of one of its databases. */
  addresses(database: string): TestDatabase;
  /** Copies a database to which nobody is connected. */
  copy(from: string, to: string): Promise<TestDatabase>;
  /** Works in a database as its superuser, past the wall: for making data, never for what is measured. */
  within<R>(database: string, work: (client: pg.Client) => Promise<R>): Promise<R>;
  stop(): Promise<void>;
}

/** The database that every cluster of ours has. */
export const firstDatabase = names.database;

/** Starts a fresh cluster; `stop` removes it and all it holds. */
export async function startBenchCluster(say: (line: string) => void): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'schulhof-bench-'));
  const { place, secrets } = await startCluster({ dataDir, log: say });
  const end = ending(async () => {
    await stopCluster(place);
    rmSync(dataDir, { recursive: true, force: true });
  });
  const running = findRunning(place);
  if (running === null) throw new Error('PostgreSQL has ended');
  const addresses = (database: string): TestDatabase => ({
    ownerUrl: addressOf(place, names.owner, secrets.owner, database),
    appUrl: addressOf(place, names.app, secrets.app, database),
    administrationUrl: addressOf(place, names.administration, secrets.administration, database),
  });
  const superuser = (database: string) => addressOf(place, 'postgres', secrets.postgres, database);
  return {
    dataDir,
    postmaster: running.pid,
    addresses,
    copy: (from, to) => createDatabase({ ...addresses(from), maintenanceUrl: superuser('postgres') }, to, from),
    within: async (database, work) => {
      const client = new pg.Client({ connectionString: superuser(database) });
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    },
    stop: end.run,
  };
}
