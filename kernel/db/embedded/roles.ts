import pg from 'pg';
import type { Secrets } from './secrets.ts';

/** Trigram search, search without accents, case-blind text, no-overlap constraints, hashing. */
const extensions = ['pg_trgm', 'unaccent', 'citext', 'btree_gist', 'pgcrypto'];

/** Names of the database and its roles; the same on an outside PostgreSQL by convention only. */
export const names = {
  database: 'schulhof',
  owner: 'schulhof_owner',
  app: 'schulhof_app',
  administration: 'schulhof_administration',
} as const;

/**
 * Makes what a fresh cluster lacks: the roles, the database that belongs to the owner role, the extensions. Repeatable;
 * at a later start it costs one look.
 *
 * The app and administration roles own nothing and cannot bypass row level security: that is the wall between schools.
 *
 * @param superuserUrl  of any database of the cluster, for a given database name
 */
export async function prepareRoles(superuserUrl: (database: string) => string, secrets: Secrets): Promise<void> {
  await within(superuserUrl('postgres'), async (client) => {
    const { rows: roles } = await client.query<{ rolname: string }>(`select rolname from pg_roles where rolname like 'schulhof\\_%'`);
    for (const part of ['owner', 'app', 'administration'] as const) {
      if (roles.some((role) => role.rolname === names[part])) continue;
      await client.query(
        `create role ${names[part]} login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(secrets[part])}`,
      );
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [names.database]);
    if (rowCount === 0) await client.query(`create database ${names.database} owner ${names.owner}`);
  });
  await within(superuserUrl(names.database), (client) => prepareDatabase(client, names.database));
}

/** Makes rights and extensions of one database of ours, as the superuser connected to it. Repeatable. */
export async function prepareDatabase(client: pg.Client, database: string): Promise<void> {
  const { rows } = await client.query<{ extname: string }>('select extname from pg_extension');
  const missing = extensions.filter((extension) => !rows.some((row) => row.extname === extension));
  if (missing.length === 0) return;
  await client.query('begin');
  await grantConnect(client, database);
  for (const extension of missing) await client.query(`create extension ${extension} schema public`);
  await client.query('commit');
}

/** Lets the app and administration roles, and nobody else, into a database. A copy of a database does not inherit this. */
export async function grantConnect(client: pg.Client, database: string): Promise<void> {
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect, temporary on database ${database} to ${names.app}, ${names.administration}`);
}

/** Runs `work` on one connection of its own and closes it, whatever happens. */
export async function within<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'schulhof embedded' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
