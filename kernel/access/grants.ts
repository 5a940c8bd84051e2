import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';

/**
 * Gives a capacity a right in the school, takes it away, or (null) goes back to the default. Holds for other processes
 * some seconds later; the caller forgets the school after the commit (`ctx.schoolChanged`).
 */
export async function saveGrant(db: Db, grant: { capacity: string; permission: string; granted: boolean | null }): Promise<void> {
  const { capacity, permission, granted } = grant;
  if (granted === null) {
    await sql`delete from kernel.role_grant where school_id = ${db.schoolId} and capacity = ${capacity} and permission = ${permission}`.execute(
      db,
    );
    return;
  }
  await sql`insert into kernel.role_grant (school_id, id, capacity, permission, granted)
    values (${db.schoolId}, ${newId()}, ${capacity}, ${permission}, ${granted})
    on conflict (school_id, capacity, permission) do update set granted = excluded.granted`.execute(db);
}

/** The school's own changes to the default rights, as they stand now (not as remembered). */
export async function grantsOf(db: Db): Promise<Map<string, boolean>> {
  const { rows } = await sql<{ capacity: string; permission: string; granted: boolean }>`select capacity, permission, granted
    from kernel.role_grant where school_id = ${db.schoolId}`.execute(db);
  return new Map(rows.map(({ capacity, permission, granted }) => [`${capacity} ${permission}`, granted]));
}
