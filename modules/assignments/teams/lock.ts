import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** Who belongs to which team of a piece of work changes one after the other; until the transaction ends. Taken before any team's own row. */
export async function lockTeams(db: Db, assignmentId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('assignments.teams ' || ${db.schoolId} || ${assignmentId}, 0))`.execute(db);
}
