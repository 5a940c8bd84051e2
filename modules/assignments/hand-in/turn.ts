import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/**
 * Hand-ins of one pupil, and of one team, come one after the other: the team's row, then the pupil's own, are locked until the transaction ends. Whoever hands
 * in stays a recipient. The row says so at once: the triggers would write it a second time.
 */
export async function waitForTurn(db: Db, assignmentId: string, pupilId: string): Promise<void> {
  await sql`with team as materialized (${lockedTeam(db, assignmentId, pupilId)})
    insert into assignments.recipient (school_id, id, assignment_id, pupil_id, listed, seen, handed_in)
    select ${db.schoolId}::uuid, ${randomUUID()}::uuid, ${assignmentId}::uuid, ${pupilId}::uuid, true, true, true from (select count(*) from team) waited
    on conflict (school_id, assignment_id, pupil_id) do update set listed = true, seen = true, handed_in = true, begun = false
      where not (recipient.listed and recipient.seen and recipient.handed_in) or recipient.begun`.execute(db);
}

/** The same for who takes back or saves a draft: nobody becomes a recipient by it. */
export async function lockTurn(db: Db, assignmentId: string, pupilId: string): Promise<void> {
  await sql`with team as materialized (${lockedTeam(db, assignmentId, pupilId)}),
      own as materialized (select from assignments.recipient r where r.school_id = ${db.schoolId} and r.assignment_id = ${assignmentId} and r.pupil_id = ${pupilId} for update)
    select (select count(*) from team) as team, (select count(*) from own) as own`.execute(db);
}

function lockedTeam(db: Db, assignmentId: string, pupilId: string) {
  return sql`select t.id from assignments.team_member m join assignments.team t on t.school_id = m.school_id and t.id = m.team_id
    where m.school_id = ${db.schoolId} and m.assignment_id = ${assignmentId} and m.pupil_id = ${pupilId} for update of t`;
}
