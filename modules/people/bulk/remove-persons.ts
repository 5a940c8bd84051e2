import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { personErased } from '../events.ts';

/**
 * Of some persons those whom another module's rows name, by the foreign keys to people.person; so an undo knows whom it must keep.
 * Reads only whether there is a row, whatever the table.
 *
 * @param besides  tables that do not count, `schema.table`: those whose rows the caller is about to take back
 */
export async function personsNamedElsewhere(db: Db, ids: readonly string[], besides: readonly string[]): Promise<string[]> {
  const { rows: keys } = await sql<{
    table: string;
    column: string;
  }>`select format('%I.%I', n.nspname, c.relname) as "table", a.attname as "column"
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    cross join lateral unnest(k.conkey, k.confkey) as pair (own, foreign_key)
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
    join pg_attribute f on f.attrelid = k.confrelid and f.attnum = pair.foreign_key and f.attname = 'id'
    where k.contype = 'f' and k.confrelid = 'people.person'::regclass and n.nspname || '.' || c.relname <> all(${['people.capacity', 'people.relation', ...besides]})`.execute(
    db,
  );
  if (keys.length === 0) return [];
  const parts = keys.map(
    ({ table, column }) =>
      sql`select ${sql.raw(`"${column}"`)} as id from ${sql.raw(table)} where school_id = ${db.schoolId} and ${sql.raw(`"${column}"`)} = any(${[...ids]})`,
  );
  const { rows } = await sql<{ id: string }>`${sql.join(parts, sql` union `)}`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Deletes persons with their capacities and relations, as the undo of having added them. Sign-ins are taken back by the caller
 * before (identities/public.ts).
 *
 * @throws an error of the database when another module still names one: ask `personsNamedElsewhere` first
 */
export async function removePersons(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const list = [...ids];
  await sql`delete from people.relation where school_id = ${db.schoolId} and (person_id = any(${list}) or child_id = any(${list}))`.execute(
    db,
  );
  await sql`delete from people.capacity where school_id = ${db.schoolId} and person_id = any(${list})`.execute(db);
  await sql`delete from people.person where school_id = ${db.schoolId} and id = any(${list})`.execute(db);
  await db.emitAll(
    personErased,
    list.map((personId) => ({ personId })),
  );
}
