import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { outsideTheWall } from './outside-the-wall.ts';
import type { Zone } from './pools.ts';
import { raiseWall } from './wall.ts';

/** What the runner needs of a module. */
export interface Migrated {
  id: string;
  zone: 'teaching' | 'administration' | 'platform';
  migrations?: URL;
  outsideTheWall?: Readonly<Record<string, string>>;
}

interface Options {
  ownerUrl: string;
  /** Modules in the order of `uses`. */
  modules: readonly Migrated[];
  now: Date;
}

/**
 * Brings the database to the state of the program: each migration once, in one transaction of its own, then the wall.
 * Two processes at once are safe (advisory lock).
 *
 * @returns names of the migrations that ran
 * @throws when a migration that ran before was edited or is missing, or a table lacks the wall
 */
export async function migrate(options: Options): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(7300411)`);
    // those of the queue too: it does not expect two at once
    await runMigrations({ connectionString: options.ownerUrl });
    const before = await history(client);
    const ran: string[] = [];
    for (const module of [
      { id: 'kernel', zone: 'teaching', migrations: new URL('../migrations/', import.meta.url) } as const,
      ...options.modules,
    ]) {
      ran.push(...(await migrateModule(client, module, before, options)));
    }
    for (const role of ['schulhof_app', 'schulhof_administration']) await grantJobs(client, role);
    return ran;
  } finally {
    await client.end();
  }
}

async function history(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('kernel.migration') is not null as there`);
  if (!rows[0]?.there) return new Map();
  const done = await client.query<{ module: string; name: string; hash: string }>('select module, name, hash from kernel.migration');
  return new Map(done.rows.map((row) => [`${row.module}/${row.name}`, row.hash]));
}

async function migrateModule(client: pg.Client, module: Migrated, before: Map<string, string>, options: Options): Promise<string[]> {
  if (module.migrations === undefined) return [];
  const schema = module.id.replaceAll('-', '_');
  const zone: Zone = module.zone === 'administration' ? 'administration' : 'teaching';
  const names = (await readdir(module.migrations)).filter((name) => name.endsWith('.sql')).sort();
  for (const known of before.keys()) {
    if (known.startsWith(`${module.id}/`) && !names.includes(known.slice(module.id.length + 1)))
      throw new Error(`migration ${known} ran here but is gone`);
  }
  const outside = new Set(Object.keys(module.id === 'kernel' ? outsideTheWall : (module.outsideTheWall ?? {})));
  const ran: string[] = [];
  for (const name of names) {
    const text = await readFile(new URL(name, module.migrations), 'utf8');
    const hash = createHash('sha256').update(text).digest('hex');
    const earlier = before.get(`${module.id}/${name}`);
    if (earlier === hash) continue;
    if (earlier !== undefined) throw new Error(`migration ${module.id}/${name} was edited after it ran here`);
    await client.query('begin');
    try {
      await client.query(text);
      if (module.id === 'kernel' && name.startsWith('0001')) {
        await client.query(
          'create table kernel.migration (module text, name text, hash text not null, at timestamptz not null, primary key (module, name))',
        );
      }
      await raiseWall(client, schema, zone, outside);
      // the outbox, settings and audit of the kernel serve both zones
      if (module.id === 'kernel') await raiseWall(client, schema, 'administration', outside);
      await client.query('insert into kernel.migration (module, name, hash, at) values ($1, $2, $3, $4)', [
        module.id,
        name,
        hash,
        options.now,
      ]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw new Error(`migration ${module.id}/${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
    ran.push(`${module.id}/${name}`);
  }
  return ran;
}

/** The worker runs as the app role; its queue belongs to the owner and has row security of its own, which lets nobody else in. */
async function grantJobs(client: pg.Client, role: string): Promise<void> {
  await client.query(`grant usage on schema graphile_worker to ${role};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${role};
    grant usage on all sequences in schema graphile_worker to ${role};
    grant execute on all functions in schema graphile_worker to ${role}`);
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'graphile_worker' and c.relrowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = $1)`,
    [role],
  );
  for (const { name } of rows)
    await client.query(`create policy ${role} on graphile_worker.${name} to ${role} using (true) with check (true)`);
}
