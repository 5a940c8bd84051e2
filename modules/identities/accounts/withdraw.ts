import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/**
 * Takes back `createIdentities` for people of this school whose sign-in nobody has used: no password, no code ever issued, no person elsewhere. Their names
 * are free again at once, since no letter bears them. The others are left alone (`closeIdentities`). Repeatable.
 *
 * @returns how many sign-ins were taken back
 */
export async function withdrawIdentities(db: Db, personIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ id: string }>`delete from identities.attachment a using identities.identity i
    where a.school_id = ${db.schoolId} and a.person_id = any(${[...personIds]}::uuid[]) and i.id = a.identity_id and i.opaque_record is null
      and not exists (select from identities.attachment other where other.identity_id = i.id and other.school_id <> a.school_id)
      and not exists (select from identities.code c where c.school_id = a.school_id and c.person_id = a.person_id)
      and not exists (select from identities.passkey k where k.identity_id = i.id)
    returning a.identity_id as id`.execute(db);
  const ids = rows.map(({ id }) => id);
  await sql`delete from identities.handle where realm = ${db.schoolId} and identity_id = any(${ids}::uuid[])`.execute(db);
  await sql`delete from identities.identity i where i.id = any(${ids}::uuid[]) and not exists (select from identities.handle h where h.identity_id = i.id)`.execute(
    db,
  );
  return ids.length;
}
