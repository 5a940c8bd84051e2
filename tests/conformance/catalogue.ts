import type pg from 'pg';

/** Schemas that are ours to judge: not PostgreSQL's, not the job queue's. */
const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker') and n.nspname not like 'pg\\_%'`;

async function names(client: pg.ClientBase, sql: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(sql);
  return rows.map((row) => row.name);
}

/** Tables without the wall that nobody listed, and listed ones that are not there. */
export async function wallBreaches(client: pg.ClientBase, outside: ReadonlySet<string>): Promise<string[]> {
  const open = await names(
    client,
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity
       and (select count(*) = 1 and bool_and(p.polqual is not null and p.polwithcheck is not null and p.polcmd = '*'
              and pg_get_expr(p.polqual, p.polrelid) like '%school_id = (current_setting(''app.school_id''::text))::uuid%')
            from pg_policy p where p.polrelid = c.oid))`,
  );
  const gone = [...outside].filter((name) => !open.includes(name));
  return [
    ...open.filter((name) => !outside.has(name)).map((name) => `${name}: no wall`),
    ...gone.map((name) => `${name}: listed outside the wall, but is not`),
  ];
}

/** Views that would run with their owner's rights. */
export async function leakingViews(client: pg.ClientBase): Promise<string[]> {
  return names(
    client,
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and c.relkind in ('v', 'm') and not coalesce('security_invoker=true' = any(c.reloptions), false)`,
  );
}

/** Tables behind the wall whose key or some index does not begin with the school. */
export async function keysWithoutSchool(client: pg.ClientBase, outside: ReadonlySet<string>): Promise<string[]> {
  const found = await names(
    client,
    `select n.nspname || '.' || c.relname || ' index ' || x.relname as name
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
     left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     join pg_am m on m.oid = x.relam
     where ${ours} and m.amname = 'btree' and a.attname is distinct from 'school_id'
     union all
     select n.nspname || '.' || c.relname || ' has no primary key' from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and c.relkind = 'r' and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
  );
  return found.filter((line) => !outside.has(line.split(' ')[0] ?? ''));
}

/** Foreign keys that cross zones or point into another module where only people, groups and courses may be pointed at. */
export async function forbiddenKeys(client: pg.ClientBase, zoneOf: (schema: string) => string): Promise<string[]> {
  const { rows } = await client.query<{ source: string; target: string; column: string }>(
    `select n.nspname || '.' || c.relname as source, tn.nspname || '.' || tc.relname as target, k.conname as column
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_class tc on tc.oid = k.confrelid join pg_namespace tn on tn.oid = tc.relnamespace where k.contype = 'f' and ${ours}`,
  );
  const open = new Set(['people.person', 'groups.group', 'courses.course', 'kernel.school', 'kernel.authority']);
  return rows.flatMap(({ source, target, column }) => {
    const [from = '', to = ''] = [source.split('.')[0], target.split('.')[0]];
    if (from === to) return [];
    if (!open.has(target)) return [`${source} ${column}: points at ${target}`];
    return to !== 'kernel' && zoneOf(from) !== zoneOf(to) ? [`${source} ${column}: crosses from ${zoneOf(from)} to ${zoneOf(to)}`] : [];
  });
}

/** Every column that names a person: foreign keys to people.person, and columns of the type person_id. */
export async function personColumns(client: pg.ClientBase): Promise<string[]> {
  return names(
    client,
    `select distinct n.nspname || '.' || c.relname || '.' || a.attname as name
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and c.relkind in ('r', 'p') and not a.attisdropped and a.attnum > 0 and a.attname <> 'school_id' and (
       a.atttypid = 'kernel.person_id'::regtype
       or exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid and k.confrelid = to_regclass('people.person') and a.attnum = any(k.conkey))
     ) order by 1`,
  );
}

/** The whole catalogue as comparable lines: columns, constraints, indexes, policies, views, grants. */
export async function catalogueOf(client: pg.ClientBase): Promise<string[]> {
  return names(
    client,
    `select 'column ' || n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       where ${ours} and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v')
     union all select 'constraint ' || n.nspname || '.' || c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${ours}
     union all select 'index ' || pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${ours}
     union all select 'policy ' || n.nspname || '.' || c.relname || ' ' || p.polname || ' ' || pg_get_expr(p.polqual, p.polrelid) from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${ours}
     union all select 'view ' || n.nspname || '.' || c.relname || ' ' || pg_get_viewdef(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind = 'v'
     union all select 'grant ' || n.nspname || '.' || c.relname || ' ' || coalesce(c.relacl::text, '') from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'p', 'v')
     order by 1`,
  );
}
