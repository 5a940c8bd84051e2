import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/**
 * Changes of one space happen one after the other: names stay unique, no folder gets into itself, and ten uploads at once do not share the same room.
 * Locks the spaces of these entries and these spaces until the transaction ends, always in the same order. Ask for rights afterwards: what was read
 * before may have changed.
 */
export async function lockSpaces(db: Db, { entryIds = [], spaceIds = [] }: { entryIds?: readonly string[]; spaceIds?: readonly string[] }) {
  await sql`select pg_advisory_xact_lock(hashtextextended('files.space ' || ${db.schoolId} || ' ' || id, 0)) from (
    select e.space_id as id from files.entry e where e.school_id = ${db.schoolId} and e.id = any(${[...entryIds]}::uuid[])
    union select unnest(${[...spaceIds]}::uuid[]) order by 1) spaces`.execute(db);
}
