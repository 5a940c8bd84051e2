import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { dayOf } from '#kernel/time/calendar.ts';

/**
 * Closes the sign-ins of people of this school until `resumeAccess`, and signs them out everywhere. An identity with a person in another
 * school stays open: what this school shows that person is decided by the person's own status here.
 *
 * @returns how many sign-ins were closed
 */
export async function suspendAccess(db: Db, personIds: readonly string[], now: Date): Promise<number> {
  const closed = await setStatus(db, personIds, 'open', 'suspended');
  await sql`update identities.device d set closed_at = ${now} where d.identity_id = any(${closed}::uuid[]) and d.closed_at is null`.execute(
    db,
  );
  return closed.length;
}

/** Opens sign-ins closed by `suspendAccess`; repeatable. */
export async function resumeAccess(db: Db, personIds: readonly string[]): Promise<number> {
  return (await setStatus(db, personIds, 'suspended', 'open')).length;
}

async function setStatus(db: Db, personIds: readonly string[], from: string, to: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update identities.identity i set status = ${to} from identities.attachment a
    where a.identity_id = i.id and a.school_id = ${db.schoolId} and a.person_id = any(${[...personIds]}::uuid[]) and i.status = ${from}
      and not exists (select from identities.attachment other where other.identity_id = i.id and other.school_id <> ${db.schoolId})
    returning i.id`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Takes people of this school from their sign-ins for good: codes and attachment go, the name stays reserved for the school year, and an
 * identity without any person left is erased with its devices and factors. Repeatable.
 *
 * @returns how many people were detached
 */
export async function closeIdentities(db: Db, personIds: readonly string[], now: Date): Promise<number> {
  const people = [...personIds];
  await sql`delete from identities.code where school_id = ${db.schoolId} and person_id = any(${people}::uuid[])`.execute(db);
  const { rows } = await sql<{ id: string }>`delete from identities.attachment
    where school_id = ${db.schoolId} and person_id = any(${people}::uuid[]) returning identity_id as id`.execute(db);
  const ids = rows.map(({ id }) => id);
  await sql`update identities.handle set identity_id = null, released_on = ${dayOf(now)}
    where realm = ${db.schoolId} and identity_id = any(${ids}::uuid[])`.execute(db);
  await eraseEmpty(db, ids);
  return ids.length;
}

/** Erases identities that are nobody any more: no person, no owner who could come back. */
export async function eraseEmpty(db: Db | PlatformDb, identityIds: readonly string[]): Promise<void> {
  const ids = [...identityIds];
  const lonely = sql`select i.id from identities.identity i where i.id = any(${ids}::uuid[])
    and not exists (select from identities.attachment a where a.identity_id = i.id)`;
  await sql`delete from identities.handle h where h.identity_id in (${lonely})`.execute(db);
  await sql`delete from identities.identity i where i.id in (${lonely})`.execute(db);
}
