import type pg from 'pg';
import type { Zone } from './pools.ts';

/** The one policy of the wall. Without a school set, the cast fails and so does the query. */
const policy = `school_id = current_setting('app.school_id')::uuid`;

/**
 * Puts the wall on every table of a schema that has `school_id` and is not on the closed list outside, and gives the
 * zone's role what it needs. Repeatable; runs after each migration.
 *
 * @throws when a table has neither the wall nor a place on the list, or a published view would leak
 */
export async function raiseWall(client: pg.ClientBase, schema: string, zone: Zone, outside: ReadonlySet<string>): Promise<void> {
  const role = zone === 'teaching' ? 'schulhof_app' : 'schulhof_administration';
  const { rows: tables } = await client.query<{ name: string; tenant: boolean; walled: boolean }>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'school_id' and not a.attisdropped) as tenant
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind in ('r', 'p')`,
    [schema],
  );
  await client.query(`grant usage on schema ${schema} to ${role}`);
  for (const { name, tenant, walled } of tables) {
    const full = `${schema}.${name}`;
    if (full === 'kernel.migration') continue;
    await client.query(`grant select, insert, update, delete on ${full} to ${role}`);
    if (outside.has(full)) continue;
    if (!tenant) throw new Error(`${full} has no school_id and is not on the list of tables outside the wall`);
    if (walled) continue;
    await client.query(`alter table ${full} enable row level security; alter table ${full} force row level security;
      create policy own_school on ${full} using (${policy}) with check (${policy})`);
  }
  const { rows: views } = await client.query<{ name: string; safe: boolean }>(
    `select c.relname as name, coalesce('security_invoker=true' = any(c.reloptions), false) as safe
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'v'`,
    [schema],
  );
  for (const { name, safe } of views) {
    if (!safe) throw new Error(`view ${schema}.${name} runs with its owner's rights and would leak: add "with (security_invoker = true)"`);
    await client.query(`grant select on ${schema}.${name} to ${role}`);
  }
}
