import type { Db } from '#kernel/db/db.ts';

/** What a pupil has handed in last. */
export interface CurrentHandIn {
  id: string;
  version: number;
  text: string;
  handedInAt: Date;
  late: boolean;
  /** The team it was handed in for; null: alone. */
  teamId: string | null;
}

/** A pupil's current hand-in, or null. Rights are the caller's affair. */
export async function currentHandIn(db: Db, assignmentId: string, pupilId: string): Promise<CurrentHandIn | null> {
  const row = await db
    .selectFrom('assignments.hand_in as h')
    .select(['h.id', 'h.version', 'h.text', 'h.handed_in_at as handedInAt', 'h.late', 'h.team_id as teamId'])
    .where('h.school_id', '=', db.schoolId)
    .where('h.assignment_id', '=', assignmentId)
    .where('h.pupil_id', '=', pupilId)
    .where('h.current', '=', true)
    .executeTakeFirst();
  return row ?? null;
}
