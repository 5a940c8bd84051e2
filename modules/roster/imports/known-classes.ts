import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** The names of the classes the school has now; by them a reader tells what a mistyped class may have meant. */
export async function knownClasses(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select g.name from groups.pub_group g
    where g.school_id = ${db.schoolId} and g.kind = 'class' and g.ended_on is null order by g.name, g.id`.execute(db);
  return rows.map(({ name }) => name);
}
