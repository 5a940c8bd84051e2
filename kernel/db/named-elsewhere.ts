import { sql } from 'kysely';
import type { Db } from './db.ts';

/**
 * Of some rows those that other rows point at by a foreign key; so whoever wants to delete knows what must stay. Reads only whether there is a row,
 * whatever the table.
 *
 * @param table  whose rows, `schema.table` as PostgreSQL reads it; a literal of the program
 * @param besides  tables that do not count, `schema.table`: those whose rows go together with it
 */
export async function namedElsewhere(db: Db, table: string, ids: readonly string[], besides: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows: keys } = await sql<{
    table: string;
    column: string;
  }>`select format('%I.%I', n.nspname, c.relname) as "table", quote_ident(a.attname) as "column"
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    cross join lateral unnest(k.conkey, k.confkey) as pair (own, foreign_key)
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
    join pg_attribute f on f.attrelid = k.confrelid and f.attnum = pair.foreign_key and f.attname = 'id'
    where k.contype = 'f' and k.confrelid = ${table}::regclass and n.nspname || '.' || c.relname <> all(${[...besides]})`.execute(db);
  if (keys.length === 0) return [];
  const parts = keys.map(
    ({ table: name, column }) =>
      sql`select ${sql.raw(column)} as id from ${sql.raw(name)} where school_id = ${db.schoolId} and ${sql.raw(column)} = any(${[...ids]})`,
  );
  const { rows } = await sql<{ id: string }>`${sql.join(parts, sql` union `)}`.execute(db);
  return rows.map(({ id }) => id);
}
