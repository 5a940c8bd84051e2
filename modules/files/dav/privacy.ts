import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { HoldsPersons } from '#kernel/privacy/privacy.ts';

/** What network drives keep about people: a lock, an hour long at most. */
export const davColumns: HoldsPersons['columns'] = [
  {
    column: 'files.dav_lock.person_id',
    why: { de: 'Wer eine Datei gerade im Netzlaufwerk bearbeitet.', en: 'Who works on a file in a network drive right now.' },
    keep: { days: 1, after: 'left' },
  },
];

/** A person's locks, for their export. */
export async function locksOfPerson(db: Db, personId: string): Promise<{ entryId: string; expiresAt: Date }[]> {
  const { rows } = await sql<{
    entryId: string;
    expiresAt: Date;
  }>`select entry_id as "entryId", expires_at as "expiresAt" from files.dav_lock
    where school_id = ${db.schoolId} and person_id = ${personId} order by id`.execute(db);
  return rows;
}

/** Ends a person's locks; answers how many there were. */
export async function endLocksOfPerson(db: Db, personId: string): Promise<number> {
  const { numAffectedRows } = await sql`delete from files.dav_lock where school_id = ${db.schoolId} and person_id = ${personId}`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}

/** Locks that have ended by themselves go. */
export async function dropEndedLocks(db: Db, now: Date): Promise<void> {
  await sql`delete from files.dav_lock where school_id = ${db.schoolId} and expires_at <= ${now}`.execute(db);
}
