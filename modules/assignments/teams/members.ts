import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { teamChanged } from '../events.ts';
import { refusals } from '../refusals.ts';

/** The members of a team, in no order. Rights are the caller's affair. */
export async function membersOf(db: Db, teamId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select m.pupil_id as id from assignments.team_member m
    where m.school_id = ${db.schoolId} and m.team_id = ${teamId} order by m.pupil_id`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * For whom a pupil acts: their team, or themselves alone. To be asked after the team's row was locked (hand-in/turn.ts).
 *
 * @throws `assignments.changed_meanwhile` (409) when the pupil has left the team meanwhile
 */
export async function actingFor(db: Db, teamId: string | null, pupilId: string): Promise<string[]> {
  if (teamId === null) return [pupilId];
  const members = await membersOf(db, teamId);
  if (!members.includes(pupilId)) throw refusals.changedMeanwhile();
  return members;
}

/** Whose current hand-in is the same as this pupil's, of one team: those who were members then. Of somebody alone: only they. */
export async function sharers(
  db: Db,
  assignmentId: string,
  handIn: { teamId: string | null; handedInAt: Date },
  pupilId: string,
): Promise<string[]> {
  if (handIn.teamId === null) return [pupilId];
  const { rows } = await sql<{ id: string }>`select h.pupil_id as id from assignments.hand_in h where h.school_id = ${db.schoolId}
    and h.assignment_id = ${assignmentId} and h.team_id = ${handIn.teamId} and h.handed_in_at = ${handIn.handedInAt} and h.current order by h.pupil_id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/**
 * Refuses to write over a shared draft that the caller has not seen as it is. Lock the team first (hand-in/turn.ts).
 *
 * @param revision  how often it had changed when the caller saw it
 * @throws `assignments.changed_meanwhile` (409)
 */
export async function requireSeen(db: Db, teamId: string, revision: number | undefined): Promise<void> {
  const { rows } = await sql<{
    revision: number;
  }>`select t.revision from assignments.team t where t.school_id = ${db.schoolId} and t.id = ${teamId}`.execute(db);
  const present = rows[0]?.revision ?? 0;
  if (revision !== present) throw refusals.changedMeanwhile({ revision: present });
}

/** Open pages of these members look again. */
export async function tellTeam(db: Db, { assignmentId, pupilIds }: { assignmentId: string; pupilIds: readonly string[] }): Promise<void> {
  if (pupilIds.length > 0) await db.emit(teamChanged, { assignmentId, pupilIds: [...pupilIds] });
}
