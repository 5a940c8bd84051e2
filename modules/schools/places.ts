import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Division, Site, saveDivisionContract, saveSiteContract } from './contract.ts';
import { refusals } from './refusals.ts';

/** Divisions of the school, open ones first, by name. */
export async function divisions(db: Db): Promise<Static<typeof Division>[]> {
  const { rows } = await sql<Static<typeof Division>>`select id, name, short_name as "shortName", closed from schools.division
    where school_id = ${db.schoolId} order by closed, name, id`.execute(db);
  return rows;
}

/** Sites of the school, open ones first, by name. */
export async function sites(db: Db): Promise<Static<typeof Site>[]> {
  const { rows } = await sql<Static<typeof Site>>`select id, name, short_name as "shortName", address, closed from schools.site
    where school_id = ${db.schoolId} order by closed, name, id`.execute(db);
  return rows;
}

/**
 * Adds a division or changes it; a closed one is no longer offered for choice.
 *
 * @throws `schools.name_taken` (409) when another open one has the name
 */
export async function saveDivision(ctx: Ctx, id: string, wish: Body<typeof saveDivisionContract>): Promise<void> {
  await ctx.write(async (db) => {
    await requireFreeName(db, 'division', id, wish);
    await sql`insert into schools.division (school_id, id, name, short_name, closed, created_at)
      values (${db.schoolId}, ${id}, ${wish.name}, ${wish.shortName}, ${wish.closed}, ${ctx.now()})
      on conflict (school_id, id) do update set name = excluded.name, short_name = excluded.short_name, closed = excluded.closed`.execute(
      db,
    );
    await db.audit({ act: 'schools.division_saved', subject: { type: 'division', id }, data: { name: wish.name, closed: wish.closed } });
  });
}

/**
 * Adds a site or changes it.
 *
 * @throws `schools.name_taken` (409) when another open one has the name
 */
export async function saveSite(ctx: Ctx, id: string, wish: Body<typeof saveSiteContract>): Promise<void> {
  await ctx.write(async (db) => {
    await requireFreeName(db, 'site', id, wish);
    await sql`insert into schools.site (school_id, id, name, short_name, address, closed, created_at)
      values (${db.schoolId}, ${id}, ${wish.name}, ${wish.shortName}, ${wish.address}, ${wish.closed}, ${ctx.now()})
      on conflict (school_id, id) do update set name = excluded.name, short_name = excluded.short_name, address = excluded.address, closed = excluded.closed`.execute(
      db,
    );
    await db.audit({ act: 'schools.site_saved', subject: { type: 'site', id }, data: { name: wish.name, closed: wish.closed } });
  });
}

async function requireFreeName(db: Db, table: 'division' | 'site', id: string, wish: { name: string; closed: boolean }): Promise<void> {
  if (wish.closed) return;
  const { rows } =
    await sql`select 1 from ${sql.table(`schools.${table}`)} where school_id = ${db.schoolId} and lower(name) = lower(${wish.name}) and not closed and id <> ${id}`.execute(
      db,
    );
  if (rows.length > 0) throw refusals.nameTaken({ name: wish.name });
}
