import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { personSuspended, personUnlocked } from '../events.ts';

/**
 * Suspends active persons: they cannot come in any more and stand in no list of those present; nothing is deleted.
 * Announces `people.person_suspended`.
 *
 * @param leftOn  their last day when they left the school (status `left`); null only locks
 * @returns ids that were active before
 */
export async function suspendPersons(db: Db, ids: readonly string[], leftOn: string | null = null): Promise<string[]> {
  const status = leftOn === null ? 'suspended' : 'left';
  const result = await sql<{ id: string }>`update people.person set status = ${status}, left_on = ${leftOn}::date
    where school_id = ${db.schoolId} and id = any(${[...ids]}) and status = 'active' returning id`.execute(db);
  await db.emitAll(
    personSuspended,
    result.rows.map(({ id }) => ({ personId: id })),
  );
  return result.rows.map(({ id }) => id);
}

/** Lets suspended persons or returned leavers in again; merged doubles stay out. Announces `people.person_unlocked`. */
export async function unlockPersons(db: Db, ids: readonly string[]): Promise<string[]> {
  const result = await sql<{ id: string }>`update people.person set status = 'active', left_on = null
    where school_id = ${db.schoolId} and id = any(${[...ids]}) and status <> 'active' and merged_into is null returning id`.execute(db);
  await db.emitAll(
    personUnlocked,
    result.rows.map(({ id }) => ({ personId: id })),
  );
  return result.rows.map(({ id }) => id);
}
