import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { within } from '../roles.ts';
import { type Embedded, startEmbedded } from '../start.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'schulhof-embedded-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Another program on the same folder, up and running. */
async function otherProgram(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./hold-for-ever.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function postmasterId(): number {
  return Number(readFileSync(join(dataDir, 'cluster/postmaster.pid'), 'utf8').split('\n')[0]);
}

async function answers({ appUrl }: Embedded): Promise<boolean> {
  const { rows } = await within(appUrl, (client) => client.query<{ one: number }>('select 1 as one'));
  return rows[0]?.one === 1;
}

test('a fresh database knows German order, has its extensions, and gives the app role nothing of its own', async () => {
  const embedded = await startEmbedded({ dataDir });
  const facts = await within(embedded.appUrl, async (client) => {
    const { rows } = await client.query(`select 'ä' < 'b' as german, current_setting('data_checksums') as checksums,
      (select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user) as mighty,
      (select count(*)::int from pg_extension where extname in ('pg_trgm', 'unaccent', 'citext', 'btree_gist', 'pgcrypto')) as extensions`);
    await expect(client.query('create schema mine')).rejects.toThrow('permission denied');
    await expect(client.query('create table public.mine ()')).rejects.toThrow('permission denied');
    return rows[0];
  });
  expect(facts).toEqual({ german: true, checksums: 'on', mighty: false, extensions: 5 });
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  await within(embedded.ownerUrl, (client) => client.query('create schema kept'));
  await embedded.stop();
});

test('a second start keeps what there is', async () => {
  const embedded = await startEmbedded({ dataDir });
  const { rows } = await within(embedded.ownerUrl, (client) => client.query(`select 1 from pg_namespace where nspname = 'kept'`));
  expect(rows).toHaveLength(1);
  await embedded.stop();
});

test('a program that ends leaves PostgreSQL to the one that still needs it', async () => {
  const other = await otherProgram();
  const embedded = await startEmbedded({ dataDir });
  await embedded.stop();
  expect(() => process.kill(postmasterId(), 0)).not.toThrow();
  await killed(other);
});

test('PostgreSQL left behind by a killed program is taken over, and ends with its new holder', async () => {
  const before = postmasterId();
  const embedded = await startEmbedded({ dataDir });
  expect(postmasterId()).toBe(before);
  expect(await answers(embedded)).toBe(true);
  await embedded.stop();
  expect(postmasterId).toThrow('ENOENT');
});

test('after program and PostgreSQL were both killed the next start recovers', async () => {
  const other = await otherProgram();
  process.kill(postmasterId(), 'SIGKILL');
  await killed(other);
  const embedded = await startEmbedded({ dataDir });
  expect(await answers(embedded)).toBe(true);
  await embedded.stop();
});

test('without its passwords a database is not opened and not replaced', async () => {
  rmSync(join(dataDir, 'secrets.json'));
  await expect(startEmbedded({ dataDir })).rejects.toThrow('secrets.json is missing');
});
