import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import type { EventType } from '#kernel/events/event.ts';

/**
 * Announces a fact about an identity to its persons: `{ personId, …more }`, in every school when it happened above the schools; in a
 * school's transaction only there, since it can speak for no other.
 */
export async function announce(
  db: Db | PlatformDb,
  event: EventType,
  identityId: string,
  more: Record<string, string> = {},
): Promise<void> {
  const { rows } = await sql<{ schoolId: string; personId: string }>`select school_id as "schoolId", person_id as "personId"
    from identities.attachment where identity_id = ${identityId}`.execute(db);
  for (const { schoolId, personId } of rows) {
    const data = { personId, ...more };
    if (!('schoolId' in db)) await db.emit(event, schoolId, data);
    else if (db.schoolId === schoolId) await db.emit(event, data);
  }
}
