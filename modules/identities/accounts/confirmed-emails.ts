import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { emailRealm } from './realm.ts';

/** Confirmed e-mail addresses of people of this school, by person; people without one, or whose sign-in is closed, are missing. One statement. */
export async function confirmedEmailsOf(db: Db, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{ personId: string; email: string }>`select a.person_id as "personId", h.handle::text as email
    from identities.attachment a
    join identities.identity i on i.id = a.identity_id and i.status = 'open'
    join identities.handle h on h.identity_id = i.id and h.realm = ${emailRealm}
    where a.school_id = ${db.schoolId} and a.person_id = any(${[...new Set(personIds)]}::uuid[])`.execute(db);
  return new Map(rows.map(({ personId, email }) => [personId, email]));
}
