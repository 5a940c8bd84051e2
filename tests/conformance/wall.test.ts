import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { modules } from '#apps/modules.ts';
import { createDatabase } from '#kernel/db/embedded/for-tests.ts';
import { outsideTheWall } from '#kernel/db/outside-the-wall.ts';
import { forbiddenKeys, keysWithoutSchool, leakingViews, wallBreaches } from './catalogue.ts';
import { closedList } from './closed-list.ts';

const outside = new Set(closedList);
const zoneOf = (schema: string) => {
  const zone = modules.find((module) => module.id.replaceAll('-', '_') === schema)?.zone;
  return zone === 'administration' ? 'administration' : 'teaching';
};
let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('database').ownerUrl });
  await client.connect();
});
afterAll(() => client.end());

describe('the wall between schools', () => {
  test('stands on every table but the closed list', async () => {
    expect(await wallBreaches(client, outside)).toEqual([]);
  });

  test('has a closed list that modules cannot widen by themselves', () => {
    const declared = [...Object.keys(outsideTheWall), ...modules.flatMap((module) => Object.keys(module.outsideTheWall ?? {}))];
    expect(declared.toSorted()).toEqual([...closedList].toSorted());
    for (const module of modules) if (module.outsideTheWall) expect(module.zone, module.id).toBe('platform');
  });

  test('is not undermined by views that run with their owner’s rights', async () => {
    expect(await leakingViews(client)).toEqual([]);
  });

  test('begins every key and index', async () => {
    expect(await keysWithoutSchool(client, outside)).toEqual([]);
  });

  test('is crossed by no foreign key into other modules or zones', async () => {
    expect(await forbiddenKeys(client, zoneOf)).toEqual([]);
  });

  test('fails every query without a school instead of returning all rows', async () => {
    const app = new pg.Client({ connectionString: inject('database').appUrl });
    await app.connect();
    try {
      const { rows } = await client.query<{ name: string }>(
        `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relforcerowsecurity and c.relkind = 'r' and has_table_privilege('schulhof_app', c.oid, 'select')`,
      );
      expect(rows.length).toBeGreaterThan(10);
      for (const { name } of rows) await expect(app.query(`select count(*) from ${name}`), name).rejects.toThrow();
    } finally {
      await app.end();
    }
  });

  test('cannot be switched off by the program’s own roles', async () => {
    const { rows } = await client.query(
      `select rolname from pg_roles where rolname in ('schulhof_app', 'schulhof_administration') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
    );
    expect(rows).toEqual([]);
    const owned = await client.query(
      `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('schulhof_app', 'schulhof_administration') and c.relkind in ('r', 'v')`,
    );
    expect(owned.rows).toEqual([]);
  });
});

describe('the checks of the wall bite on', () => {
  let planted: pg.Client;
  beforeAll(async () => {
    const database = await createDatabase(inject('database'), `planted_wall_${process.pid}`);
    planted = new pg.Client({ connectionString: database.ownerUrl });
    await planted.connect();
    await planted.query(`create schema kernel; create domain kernel.person_id as uuid; create table kernel.school (id uuid primary key);
      create schema people; create table people.person (school_id uuid, id uuid, primary key (school_id, id));
      create schema other; create table other.secret (school_id uuid, id uuid, primary key (school_id, id));
      create schema planted;
      create table planted.open (id uuid primary key, school_id uuid);
      create table planted.half (school_id uuid, id uuid, primary key (school_id, id)); alter table planted.half enable row level security;
      create table planted.wide (school_id uuid, id uuid, primary key (school_id, id)); alter table planted.wide enable row level security; alter table planted.wide force row level security; create policy p on planted.wide using (true) with check (true);
      create table planted.pointing (school_id uuid, id uuid primary key, foreign key (school_id, id) references other.secret);
      create view planted.pub_leak as select * from planted.open;`);
  });
  afterAll(() => planted.end());

  test('a table without, with half of, and with a hollow wall', async () => {
    const breaches = await wallBreaches(
      planted,
      new Set(['kernel.school', 'people.person', 'other.secret', 'planted.pointing', 'gone.table']),
    );
    expect(breaches).toEqual(
      expect.arrayContaining([
        'planted.open: no wall',
        'planted.half: no wall',
        'planted.wide: no wall',
        'gone.table: listed outside the wall, but is not',
      ]),
    );
  });
  test('a view with its owner’s rights', async () => expect(await leakingViews(planted)).toEqual(['planted.pub_leak']));
  test('a key that does not begin with the school', async () =>
    expect((await keysWithoutSchool(planted, new Set())).join()).toContain('planted.open index open_pkey'));
  test('a foreign key into another module', async () =>
    expect((await forbiddenKeys(planted, () => 'teaching')).join()).toContain('points at other.secret'));
  test('a foreign key across zones', async () => {
    await planted.query(
      'create table planted.custody (school_id uuid, id uuid, person_id uuid, primary key (school_id, id), foreign key (school_id, person_id) references people.person)',
    );
    expect((await forbiddenKeys(planted, (schema) => (schema === 'planted' ? 'administration' : 'teaching'))).join()).toContain('crosses');
  });
});
