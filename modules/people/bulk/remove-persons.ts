import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { namedElsewhere } from '#kernel/db/named-elsewhere.ts';
import { personErased } from '../events.ts';

/**
 * Of some persons those whom another module's rows name, by the foreign keys to people.person; so an undo knows whom it must keep.
 *
 * @param besides  tables that do not count, `schema.table`: those whose rows the caller is about to take back
 */
export function personsNamedElsewhere(db: Db, ids: readonly string[], besides: readonly string[]): Promise<string[]> {
  return namedElsewhere(db, 'people.person', ids, ['people.capacity', 'people.relation', ...besides]);
}

/**
 * Deletes persons with their capacities and relations, as the undo of having added them. Sign-ins are taken back by the caller
 * before (identities/public.ts).
 *
 * @throws an error of the database when another module still names one: ask `personsNamedElsewhere` first
 */
export async function removePersons(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const list = [...ids];
  await sql`delete from people.relation where school_id = ${db.schoolId} and (person_id = any(${list}) or child_id = any(${list}))`.execute(
    db,
  );
  await sql`delete from people.capacity where school_id = ${db.schoolId} and person_id = any(${list})`.execute(db);
  await sql`delete from people.person where school_id = ${db.schoolId} and id = any(${list})`.execute(db);
  await db.emitAll(
    personErased,
    list.map((personId) => ({ personId })),
  );
}
