import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';

/** Stores an authority (Schulträger). The slug is unique in the installation: null when it is taken. */
export async function insertAuthority(db: Db | PlatformDb, authority: { slug: string; name: string; now: Date }): Promise<string | null> {
  const id = newId();
  const { rows } = await sql<{ id: string }>`insert into kernel.authority (id, slug, name, created_at)
    values (${id}, ${authority.slug}, ${authority.name}, ${authority.now}) on conflict (slug) do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

/** The authority with a slug, or null. */
export async function authorityBySlug(db: Db | PlatformDb, slug: string): Promise<{ id: string; name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from kernel.authority where slug = ${slug}`.execute(db);
  return rows[0] ?? null;
}

/** How many authorities and schools there are. */
export async function countSchools(db: Db | PlatformDb): Promise<{ authorities: number; schools: number }> {
  const { rows } = await sql<{ authorities: number; schools: number }>`select (select count(*) from kernel.authority) as authorities,
    (select count(*) from kernel.school) as schools`.execute(db);
  return rows[0] ?? { authorities: 0, schools: 0 };
}

export interface NewSchool {
  /** `db.schoolId` of the transaction in which its first rows are written as well. */
  id: string;
  authorityId: string;
  slug: string;
  name: string;
  /** Two letters: NW, NI, … */
  state: string;
  schoolNumber?: string | null;
  schoolForm?: string | null;
  now: Date;
}

/** Stores a school. False when the slug is taken in this installation. */
export async function insertSchool(db: Db, school: NewSchool): Promise<boolean> {
  const made = await sql`insert into kernel.school (id, authority_id, slug, name, state, school_number, school_form, created_at)
    values (${school.id}, ${school.authorityId}, ${school.slug}, ${school.name}, ${school.state}, ${school.schoolNumber ?? null}, ${school.schoolForm ?? null}, ${school.now})
    on conflict (slug) do nothing`.execute(db);
  return made.numAffectedRows === 1n;
}

/** Changes the school's own row; what is not given stays. The caller forgets the school after the commit (`ctx.schoolChanged`). */
export async function updateSchool(db: Db, change: { name?: string | undefined; accent?: string | null | undefined }): Promise<void> {
  await sql`update kernel.school set name = coalesce(${change.name ?? null}, name),
      accent = case when ${change.accent === undefined} then accent else ${change.accent ?? null} end
    where id = ${db.schoolId}`.execute(db);
}

/** Switches a module off or on for the school. The caller forgets the school after the commit. */
export async function switchModule(db: Db, moduleId: string, on: boolean): Promise<void> {
  await sql`update kernel.school set modules_off = case when ${on} then array_remove(modules_off, ${moduleId})
      else array_append(array_remove(modules_off, ${moduleId}), ${moduleId}) end
    where id = ${db.schoolId}`.execute(db);
}

/** Facts about the school's row that requests do not carry along. */
export async function schoolRow(
  db: Db,
): Promise<{ name: string; slug: string; state: string; accent: string | null; authority: string; modulesOff: string[] }> {
  const { rows } = await sql<{ name: string; slug: string; state: string; accent: string | null; authority: string; modulesOff: string[] }>`
    select s.name, s.slug, s.state, s.accent, a.name as authority, s.modules_off as "modulesOff"
    from kernel.school s join kernel.authority a on a.id = s.authority_id where s.id = ${db.schoolId}`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('a transaction in a school that is gone');
  return row;
}

/** Ids of the first two authorities: enough to know whether there is exactly one. */
export async function firstAuthorities(db: Db | PlatformDb): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from kernel.authority order by created_at, id limit 2`.execute(db);
  return rows.map(({ id }) => id);
}
