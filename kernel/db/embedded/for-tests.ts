import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPlace } from './place.ts';
import { stopPostmaster } from './postmaster.ts';
import { grantConnect, names, prepareDatabase, within } from './roles.ts';
import { addressOf, startCluster, stopCluster } from './start.ts';

/** Addresses of one database of the throw-away cluster. */
export interface TestDatabase {
  ownerUrl: string;
  appUrl: string;
  administrationUrl: string;
}

/** A throw-away PostgreSQL for one test run. */
export interface TestCluster extends TestDatabase {
  /** the superuser's address of the database `postgres`; the programs themselves never get it */
  maintenanceUrl: string;
  stop(): Promise<void>;
}

const prefix = 'schulhof-test-';
/** A test run that loses power is run again: durability would only cost time. */
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200, autovacuum_naptime: '10min' };

/** Starts a PostgreSQL in a temporary folder of its own; `stop` removes it. What a killed run left behind is removed first. */
export async function startTestCluster(): Promise<TestCluster> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const { place, secrets } = await startCluster({ dataDir, settings: careless });
  return {
    ownerUrl: addressOf(place, names.owner, secrets.owner),
    appUrl: addressOf(place, names.app, secrets.app),
    administrationUrl: addressOf(place, names.administration, secrets.administration),
    maintenanceUrl: addressOf(place, 'postgres', secrets.postgres, 'postgres'),
    async stop() {
      await stopCluster(place);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Makes one more database of the test cluster, with extensions and rights as the first has them.
 *
 * @param cluster   addresses whose database name is replaced
 * @param name      lower case letters, digits and `_`
 * @param template  the database to copy (no connection to it may be open); by default an empty one with our extensions
 */
export async function createDatabase(
  cluster: TestDatabase & { maintenanceUrl: string },
  name: string,
  template?: string,
): Promise<TestDatabase> {
  if (![name, template ?? 'x'].every((it) => /^[a-z][a-z0-9_]*$/.test(it)))
    throw new Error(`Not a database name: ${name} ${template ?? ''}`);
  await within(cluster.maintenanceUrl, async (client) => {
    await client.query(`create database ${name} owner ${names.owner} ${template === undefined ? '' : `template ${template}`}`);
    await grantConnect(client, name);
  });
  if (template === undefined) await within(inDatabase(cluster.maintenanceUrl, name), (client) => prepareDatabase(client, name));
  return {
    ownerUrl: inDatabase(cluster.ownerUrl, name),
    appUrl: inDatabase(cluster.appUrl, name),
    administrationUrl: inDatabase(cluster.administrationUrl, name),
  };
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    try {
      await stopPostmaster(findPlace(folder, () => {}));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's run: theirs to remove.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
