import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { modules } from '#apps/modules.ts';
import { createDatabase } from '#kernel/db/embedded/for-tests.ts';
import { type Migrated, migrate } from '#kernel/db/migrate.ts';
import { checkModules } from '#kernel/module/check-modules.ts';
import { catalogueOf } from './catalogue.ts';

const now = new Date('2026-11-23T07:00:00Z');

async function catalogue(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await catalogueOf(client);
  } finally {
    await client.end();
  }
}

/** The modules as they were when only the first `count` migrations of each had landed. */
function asOf(count: number, folder: string): Migrated[] {
  return checkModules(modules).flatMap((module) => {
    if (module.migrations === undefined) return [];
    const target = mkdtempSync(join(folder, `${module.id}-`));
    for (const name of readdirSync(module.migrations)
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .slice(0, count))
      copyFileSync(new URL(name, module.migrations), join(target, name));
    return [
      {
        id: module.id,
        zone: module.zone,
        migrations: pathToFileURL(`${target}/`),
        ...(module.outsideTheWall ? { outsideTheWall: module.outsideTheWall } : {}),
      },
    ];
  });
}

test('a database upgraded step by step, with rows in it, has the same catalogue as a fresh one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'schulhof-upgrade-'));
  const upgraded = await createDatabase(inject('database'), `upgraded_${process.pid}`);
  const most = Math.max(...modules.map((module) => (module.migrations ? readdirSync(module.migrations).length : 0)));
  try {
    for (let count = 1; count <= most; count += 1) {
      await migrate({ ownerUrl: upgraded.ownerUrl, modules: asOf(count, folder), now });
      if (count === 1) await addRows(upgraded.ownerUrl);
    }
    expect(await catalogue(upgraded.ownerUrl)).toEqual(await catalogue(inject('database').ownerUrl));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function addRows(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const school = '018f0000-0000-7000-8000-000000000001';
  await client.query(`begin; select set_config('app.school_id', '${school}', true);
    insert into kernel.authority (id, slug, name, created_at) values ('${school}', 'stadt', 'Stadt', now());
    insert into kernel.school (id, authority_id, slug, name, state, created_at) values ('${school}', '${school}', 'schule', 'Schule', 'NW', now());
    insert into people.person (school_id, id, last_name, first_name, sort_name, created_at) values ('${school}', '${school}', 'Beispiel', 'Anna', 'beispiel anna', now());
    commit`);
  await client.end();
}

test('an edited or lost migration stops the start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'schulhof-edited-'));
  const database = await createDatabase(inject('database'), `edited_${process.pid}`);
  const at = (text: string): Migrated[] => {
    const target = mkdtempSync(join(folder, 'm-'));
    if (text !== '') writeSql(target, text);
    return [{ id: 'planted', zone: 'teaching', migrations: pathToFileURL(`${target}/`) }];
  };
  try {
    await migrate({ ownerUrl: database.ownerUrl, modules: at('create schema planted;'), now });
    await expect(migrate({ ownerUrl: database.ownerUrl, modules: at('create schema planted; select 1;'), now })).rejects.toThrow('edited');
    await expect(migrate({ ownerUrl: database.ownerUrl, modules: at(''), now })).rejects.toThrow('gone');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a table that nobody walled in stops the migration and leaves nothing behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'schulhof-open-'));
  const database = await createDatabase(inject('database'), `open_${process.pid}`);
  writeSql(folder, 'create schema planted; create table planted.open (id uuid primary key);');
  const attempt = migrate({
    ownerUrl: database.ownerUrl,
    modules: [{ id: 'planted', zone: 'teaching', migrations: pathToFileURL(`${folder}/`) }],
    now,
  });
  await expect(attempt).rejects.toThrow('planted.open has no school_id');
  expect((await catalogue(database.ownerUrl)).filter((line) => line.includes('planted'))).toEqual([]);
  rmSync(folder, { recursive: true });
});

function writeSql(folder: string, text: string): void {
  writeFileSync(join(folder, '0001-planted.sql'), text);
}
