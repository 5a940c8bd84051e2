import { statfs } from 'node:fs/promises';
import type pg from 'pg';
import { type Account, accountsOf } from '../city/accounts.ts';
import { type CopiedTable, type CopyTo, copiedTables, copySchool } from '../city/copy-school.ts';
import { addSchool } from '../city/enlarge.ts';

/** Of the measured school's people, so many are compared. */
const measured = { pupil: 80, teacher: 10, guardian: 10 } as const;

/** Minutes a database may take to be made, and the share of the free disk it may take. */
const mostMinutes = 30;
const mostOfDisk = 0.6;
/** Rows that one statement inserts, by the people it copies. */
const peoplePerBatch = 12_000;
/** What a further school brings that is not about who is there: left out of copies that are to be many. */
const heavy = /^(assignments|notices|files|similar|annotate)\./;

/** A size that was reached; less than wanted where time or disk ended first. */
export interface Reached {
  accounts: number;
  schools: number;
}

/** The hundred people whose cost is compared: the same ones in every database. */
export async function measuredAccounts(client: pg.Client, slug: string): Promise<{ pupils: Account[]; others: Account[] }> {
  const pupils = await accountsOf(client, slug, 'pupil', measured.pupil);
  const teachers = await accountsOf(client, slug, 'teacher', measured.teacher);
  return { pupils, others: [...teachers, ...(await accountsOf(client, slug, 'guardian', measured.guardian))] };
}

/**
 * Leaves of a database one school, and of its accounts only so many: those that are measured, then others. Their people stay, without an account.
 *
 * @param client  superuser
 */
export async function shrink(client: pg.Client, slug: string, accounts: number): Promise<Reached> {
  const kept = await measuredAccounts(client, slug);
  const tables = await copiedTables(client);
  const { rows: schools } = await client.query<{ id: string; slug: string }>('select id, slug from kernel.school');
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  for (const school of schools.filter((it) => it.slug !== slug)) {
    // first what is found through a table that is emptied too
    for (const table of [...tables].sort((one, other) => Number(isBySchool(one)) - Number(isBySchool(other))))
      await client.query(`delete from ${table.name} r where ${table.belongs.replaceAll(':from_id', client.escapeLiteral(school.id))}`);
    await client.query('delete from kernel.school where id = $1', [school.id]);
  }
  const ids = [...kept.pupils, ...kept.others].map(({ identityId }) => identityId);
  const { rows: others } = await client.query<{ id: string }>(
    'select i.id from identities.identity i where i.id <> all($1::uuid[]) order by md5(i.id::text) limit $2',
    [ids, Math.max(0, accounts - ids.length)],
  );
  const all = [...ids, ...others.map(({ id }) => id)];
  for (const { name, columns } of tables.filter(({ columns }) => columns.some(({ name }) => name === 'identity_id')))
    if (columns.length > 0) await client.query(`delete from ${name} r where r.identity_id <> all($1::uuid[])`, [all]);
  await client.query('delete from identities.identity i where i.id <> all($1::uuid[])', [all]);
  await client.query('commit');
  return { accounts: all.length, schools: 1 };
}

/**
 * Copies a school until the database has so many accounts, with everything the school has.
 *
 * @param say  receives where time or disk ended before
 */
export function growAccounts(client: pg.Client, slug: string, accounts: number, dataDir: string, say: Say): Promise<Reached> {
  return grow(client, slug, dataDir, say, { isEnough: (reached) => reached.accounts >= accounts, tables: () => true });
}

/** Copies a small school until the database has so many: who is there, their accounts, groups and courses; no work. */
export function growSchools(client: pg.Client, slug: string, schools: number, dataDir: string, say: Say): Promise<Reached> {
  return grow(client, slug, dataDir, say, {
    isEnough: (reached) => reached.schools >= schools,
    tables: ({ name }) => !heavy.test(name),
    schools,
  });
}

type Say = (line: string) => void;

interface Growth {
  isEnough(reached: Reached): boolean;
  tables(table: CopiedTable): boolean;
  /** never more than so many */
  schools?: number;
}

async function grow(client: pg.Client, slug: string, dataDir: string, say: Say, growth: Growth): Promise<Reached> {
  const tables = (await copiedTables(client)).filter(growth.tables);
  const { rows } = await client.query<{ id: string; people: number }>(
    'select s.id, (select count(*)::int from identities.attachment t where t.school_id = s.id) as people from kernel.school s where s.slug = $1',
    [slug],
  );
  const [first] = rows;
  if (first === undefined || first.people === 0) throw new Error(`the school ${slug} has nobody to copy`);
  const free = await freeMegabytes(dataDir);
  const began = performance.now();
  let reached = await sizeOf(client);
  const before = await megabytes(client);
  for (let number = 1; !growth.isEnough(reached); ) {
    const most = Math.max(1, Math.floor(peoplePerBatch / first.people));
    const missing = growth.schools === undefined ? most : growth.schools - reached.schools;
    const copies: CopyTo[] = [];
    for (let copy = 0; copy < Math.min(most, missing); copy++, number++)
      copies.push({ toId: await addSchool(client, first.id, `wachstum-${number}`), mark: `w${number}` });
    await copySchool(client, tables, first.id, copies);
    reached = { accounts: reached.accounts + copies.length * first.people, schools: reached.schools + copies.length };
    const minutes = (performance.now() - began) / 60_000;
    const taken = (await megabytes(client)) - before;
    if (minutes > mostMinutes || taken > free * mostOfDisk) {
      say(
        `${reached.accounts} accounts in ${reached.schools} schools, then ${minutes > mostMinutes ? `${mostMinutes} minutes` : 'the disk'} ended`,
      );
      break;
    }
  }
  return sizeOf(client);
}

async function sizeOf(client: pg.Client): Promise<Reached> {
  const { rows } = await client.query<Reached>(
    'select (select count(*)::int from identities.identity) as accounts, (select count(*)::int from kernel.school) as schools',
  );
  return rows[0] ?? { accounts: 0, schools: 0 };
}

async function megabytes(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ mb: number }>('select (pg_database_size(current_database()) / 1000000)::int as mb');
  return rows[0]?.mb ?? 0;
}

async function freeMegabytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return (bavail * bsize) / 1_000_000;
}

function isBySchool({ columns }: CopiedTable): boolean {
  return columns.some(({ name }) => name === 'school_id');
}
