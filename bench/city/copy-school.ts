import type pg from 'pg';
import { emailRealm } from '#modules/identities/accounts/realm.ts';

/** One table and how a school's rows in it are found and copied. */
export interface CopiedTable {
  name: string;
  /** Columns in order, each with the SQL that makes its copy's value. */
  columns: { name: string; copied: string }[];
  /** Which rows belong to the school, as a condition on alias `r`. */
  belongs: string;
}

/** A school that the rows of another are copied into. */
export interface CopyTo {
  toId: string;
  /** Makes ids and unique words of this copy different from all others; letters and digits. */
  mark: string;
}

/** Waiting events and remembered answers are nothing to copy; nor is what one person typed for one moment. */
const left = ['kernel.outbox', 'kernel.idempotency', 'identities.begun'];

/**
 * A copy's id: as the original in its time and shape (UUID v7), so that rows made together still lie together; its last twelve digits come
 * from a hash of the original and the copy's mark. The school's id becomes the new school's; those `kept` stay. PostgreSQL inlines it.
 */
const idFunction = (kept: string) => `create or replace function pg_temp.copied(id uuid, from_id uuid, to_id uuid, mark text) returns uuid
  language sql immutable as $$ select case when id = from_id then to_id when id = any(${kept}::uuid[]) then id
    else (left(id::text, 24) || substr(md5(id::text || mark), 1, 12))::uuid end $$`;

/**
 * Copies everything one school has, in every table of every module, into other schools: one statement per table, whatever the size.
 * Foreign keys stay right because every id is mapped the same way, so their checks are off meanwhile. Unique words (names to sign in with,
 * short names, the source's ids) get the copy's mark where their key holds no id that changes anyway.
 *
 * @param client  superuser
 */
export async function copySchool(
  client: pg.Client,
  tables: readonly CopiedTable[],
  fromId: string,
  copies: readonly CopyTo[],
): Promise<void> {
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  const { rows } = await client.query<{ kept: string }>(
    `select array_append(array_agg(a.id), $1::uuid)::text as kept from kernel.authority a`,
    [emailRealm],
  );
  await client.query(idFunction(client.escapeLiteral(rows[0]?.kept ?? '{}')));
  const into = copies.map(({ toId, mark }) => `(${client.escapeLiteral(toId)}::uuid, ${client.escapeLiteral(mark)}::text)`).join(', ');
  const words: Record<string, string> = { from_id: client.escapeLiteral(fromId), to_id: 'c.to_id', mark: 'c.mark' };
  const fill = (sql: string) => sql.replace(/:(from_id|to_id|mark)\b/g, (_, name: string) => words[name] ?? '');
  for (const { name, columns, belongs } of tables) {
    const list = columns.map((column) => `"${column.name}"`).join(', ');
    const values = columns.map((column) => column.copied).join(', ');
    const rows = `select ${values} from ${name} r cross join (values ${into}) c (to_id, mark) where ${belongs}`;
    await client.query(fill(`insert into ${name} (${list}) ${rows} on conflict do nothing`));
  }
  await client.query('commit');
}

/** Columns of a table `c` in unique keys that hold no id which a copy changes; columns inside an expression count, those of a condition do not. */
const wordsOfKeys = `select distinct k.attnum from pg_index i
  cross join lateral (select d.refobjsubid::int2 as attnum from pg_depend d
    where d.objid = i.indexrelid and d.refobjid = c.oid and (d.refobjsubid = any(i.indkey::int2[]) or 0 = any(i.indkey::int2[]))) k
  where i.indrelid = c.oid and i.indisunique and not exists (select from pg_attribute o where o.attrelid = c.oid and o.attnum = any(i.indkey::int2[])
    and o.atttypid = 'uuid'::regtype and o.attname not in ('school_id', 'realm'))`;

/** Reads from the catalogue which tables hold a school's rows and how each column is copied. */
export async function copiedTables(client: pg.Client): Promise<CopiedTable[]> {
  const { rows } = await client.query<{ name: string; columns: { name: string; type: string; marked: boolean }[] }>(
    `select n.nspname || '."' || c.relname || '"' as name, jsonb_agg(jsonb_build_object('name', a.attname, 'marked', w.attnum is not null,
       'type', coalesce(nullif(t.typbasetype, 0), t.oid)::regtype::text) order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     join pg_type t on t.oid = a.atttypid
     left join lateral (${wordsOfKeys}) w on w.attnum = a.attnum
     where c.relkind = 'r' and n.nspname !~ '^pg_|^information_schema$|^graphile_worker$|^public$' and n.nspname || '.' || c.relname <> all($1)
     group by n.nspname, c.relname order by 1`,
    [left],
  );
  return rows.flatMap(({ name, columns }) => {
    const belongs = belongsBy(name, new Set(columns.map((column) => column.name)));
    if (belongs === null) return [];
    // the rights a school has set are words of ours: a second copy into the same school has them already
    const marks = !name.startsWith('kernel.');
    return [{ name, belongs, columns: columns.map((column) => ({ name: column.name, copied: copiedColumn(column, marks) })) }];
  });
}

function belongsBy(table: string, columns: ReadonlySet<string>): string | null {
  const ofSchool = 'in (select t.identity_id from identities.attachment t where t.school_id = :from_id)';
  if (columns.has('school_id')) return 'r.school_id = :from_id';
  if (table === 'identities."identity"') return `r.id ${ofSchool}`;
  return columns.has('identity_id') ? `r.identity_id ${ofSchool}` : null;
}

function copiedColumn({ name, type, marked }: { name: string; type: string; marked: boolean }, marks: boolean): string {
  const column = `r."${name}"`;
  if (type === 'uuid') return `pg_temp.copied(${column}, :from_id, :to_id, :mark)`;
  if (type === 'uuid[]')
    return `case when ${column} is not null then array(select pg_temp.copied(e, :from_id, :to_id, :mark) from unnest(${column}) with ordinality u(e, o) order by o) end`;
  if (marks && marked && ['text', 'citext'].includes(type)) return `${column} || '.' || :mark`;
  return column;
}
