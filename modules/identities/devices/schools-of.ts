import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';

/** The schools in which an identity has a person, by name. One statement. */
export async function schoolsOf(db: Db | PlatformDb, identityId: string): Promise<{ slug: string; name: string }[]> {
  const { rows } = await sql<{ slug: string; name: string }>`select s.slug, s.name
    from identities.attachment a join kernel.pub_school s on s.id = a.school_id
    where a.identity_id = ${identityId} order by s.name, s.slug`.execute(db);
  return rows;
}
