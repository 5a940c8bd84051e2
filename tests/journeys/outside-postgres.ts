import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { chooseAccount } from '#kernel/db/embedded/account.ts';
import { freePort } from '#kernel/testing/free-port.ts';

/** Where Debian puts the versions of PostgreSQL. */
const versions = '/usr/lib/postgresql';

/** A PostgreSQL of the system, set up as the manual says. */
export interface OutsidePostgres {
  /** What the product is told of it. */
  settings: { DATABASE_URL: string; DATABASE_OWNER_URL: string; DATABASE_ADMINISTRATION_URL: string };
  /** For looking into it, past the wall. */
  maintenanceUrl: string;
  stop(): Promise<void>;
}

/** Its programs, of the newest version from 15 on; null where there is none. */
export function debianPostgres(): string | null {
  const found = namesIn(versions)
    .map(Number)
    .filter((version) => version >= 15)
    .sort((a, b) => b - a)[0];
  return found === undefined ? null : `${versions}/${found}/bin`;
}

/** Starts one in a temporary folder, on a free port of this machine, and makes roles and database with the very words of the manual. */
export async function startOutsidePostgres(programs: string): Promise<OutsidePostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'schulhof-postgres-'));
  const { uid, gid } = chooseAccount(folder);
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const as = { uid, gid, cwd: folder, stdio: 'ignore' } as const;
  const data = join(folder, 'data');
  execFileSync(`${programs}/initdb`, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], as);
  const port = await freePort();
  const settings = ['fsync=off', 'max_connections=150', `unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1'];
  const server = spawn(`${programs}/postgres`, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], as);
  const addressOf = (role: string, database: string) => `postgresql://${role}@127.0.0.1:${port}/${database}`;
  await answers(addressOf('postgres', 'postgres'));
  for (const statement of statementsOfManual())
    await within(addressOf('postgres', statement.startsWith('create extension') ? 'schulhof' : 'postgres'), (client) =>
      client.query(statement),
    );
  return {
    settings: {
      DATABASE_URL: addressOf('schulhof_app', 'schulhof'),
      DATABASE_OWNER_URL: addressOf('schulhof_owner', 'schulhof'),
      DATABASE_ADMINISTRATION_URL: addressOf('schulhof_administration', 'schulhof'),
    },
    maintenanceUrl: addressOf('postgres', 'schulhof'),
    stop: async () => {
      const ended = new Promise((resolve) => server.once('close', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Does something over a connection of its own. */
export async function within<R>(url: string, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function statementsOfManual(): string[] {
  const [, sql] = /```sql\n(create role schulhof_owner.*?)```/s.exec(readFileSync('docs/manual/betrieb.md', 'utf8')) ?? [];
  if (sql === undefined) throw new Error('the manual no longer says how PostgreSQL is set up');
  return sql
    .replaceAll(/^--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const here = await within(url, async () => true).catch(() => false);
    if (here) return;
    await pause(100);
  }
  throw new Error('PostgreSQL did not start');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
