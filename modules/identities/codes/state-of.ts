import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** What became of a code; the code itself is known to its letter alone. */
export interface CodeState {
  madeAt: Date;
  validUntil: Date;
  usedAt: Date | null;
}

/** The newest codes of people of this school, by person; people who never had one, or not for a year, are missing. One statement. */
export async function newestCodesOf(db: Db, personIds: readonly string[]): Promise<Map<string, CodeState>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<
    CodeState & { personId: string }
  >`select distinct on (c.person_id) c.person_id as "personId", c.made_at as "madeAt",
      c.valid_until as "validUntil", c.used_at as "usedAt"
    from identities.code c where c.school_id = ${db.schoolId} and c.person_id = any(${[...new Set(personIds)]}::uuid[])
    order by c.person_id, c.made_at desc`.execute(db);
  return new Map(rows.map(({ personId, ...state }) => [personId, state]));
}

/** Ends the unused codes of a person of this school, as when they went to a wrong address. Repeatable. */
export async function endCodes(db: Db, personId: string): Promise<void> {
  await sql`delete from identities.code where school_id = ${db.schoolId} and person_id = ${personId} and used_at is null`.execute(db);
}
