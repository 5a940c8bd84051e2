import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { attachMany, filesOf, ownFilesById } from '#modules/files/public.ts';
import { draftOf, dropDrafts, writeDraft } from './draft.ts';
import { membersOf } from './members.ts';
import { shareDrafts } from './share-drafts.ts';

interface Membership {
  assignmentId: string;
  pupilId: string;
}

/** A pupil goes into a team: what they have begun joins the shared draft, and what the team has handed in is theirs too. */
export async function join(db: Db, { assignmentId, pupilId }: Membership, teamId: string): Promise<void> {
  await sql`insert into assignments.team_member (school_id, id, assignment_id, team_id, pupil_id)
    values (${db.schoolId}, ${randomUUID()}, ${assignmentId}, ${teamId}, ${pupilId})`.execute(db);
  await takeHandIn(db, { assignmentId, pupilId }, teamId);
  await shareDrafts(db, [teamId]);
}

/**
 * A pupil leaves their team: what was handed in stays theirs, what was begun stays with the others. The last one keeps it, without files of those who left
 * before.
 */
export async function leave(db: Db, { assignmentId, pupilId }: Membership): Promise<void> {
  const { rows: gone } = await sql<{ teamId: string }>`delete from assignments.team_member m
    where m.school_id = ${db.schoolId} and m.assignment_id = ${assignmentId} and m.pupil_id = ${pupilId} returning m.team_id as "teamId"`.execute(
    db,
  );
  const [team] = gone;
  if (team === undefined) return;
  if ((await membersOf(db, team.teamId)).length > 0) await dropDrafts(db, assignmentId, [pupilId]);
  else {
    const { text, fileIds } = await draftOf(db, assignmentId, pupilId);
    const own = (await ownFilesById(db, { personId: pupilId }, fileIds)).map(({ id }) => id);
    await writeDraft(db, { assignmentId, pupilIds: [pupilId], teamId: null, text, fileIds: own });
  }
  await dropEmptyTeams(db, assignmentId);
}

/** Teams nobody is in go; one for which somebody has handed in stays named there. */
export async function dropEmptyTeams(db: Db, assignmentId: string): Promise<void> {
  await sql`delete from assignments.team t where t.school_id = ${db.schoolId} and t.assignment_id = ${assignmentId}
    and not exists (select from assignments.team_member m where m.school_id = t.school_id and m.team_id = t.id)
    and not exists (select from assignments.hand_in h where h.school_id = t.school_id and h.team_id = t.id)`.execute(db);
}

/** What the team has handed in becomes the current hand-in of who comes later, with the same files. */
async function takeHandIn(db: Db, { assignmentId, pupilId }: Membership, teamId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select h.id from assignments.hand_in h
    join assignments.team_member m on m.school_id = h.school_id and m.team_id = h.team_id and m.pupil_id = h.pupil_id
    where h.school_id = ${db.schoolId} and h.assignment_id = ${assignmentId} and h.team_id = ${teamId} and h.current and h.pupil_id <> ${pupilId}
    order by h.handed_in_at desc, h.id limit 1`.execute(db);
  const from = rows[0]?.id;
  if (from === undefined) return;
  const id = newId();
  await sql`update assignments.hand_in h set current = false
    where h.school_id = ${db.schoolId} and h.assignment_id = ${assignmentId} and h.pupil_id = ${pupilId} and h.current`.execute(db);
  await sql`insert into assignments.hand_in (school_id, id, assignment_id, pupil_id, version, current, text, handed_in_at, late, team_id, by_id)
    select o.school_id, ${id}::uuid, o.assignment_id, ${pupilId}::uuid, greatest(o.version, 1 + coalesce((select max(h.version) from assignments.hand_in h
        where h.school_id = o.school_id and h.assignment_id = o.assignment_id and h.pupil_id = ${pupilId}), 0)), true, o.text, o.handed_in_at, o.late, o.team_id, o.by_id
    from assignments.hand_in o where o.school_id = ${db.schoolId} and o.id = ${from}`.execute(db);
  const files = (await filesOf(db, 'assignments', [from])).get(from) ?? [];
  await attachMany(
    db,
    'assignments',
    files.map((file) => ({ subjectId: id, fileId: file.id })),
  );
  await sql`insert into assignments.recipient (school_id, id, assignment_id, pupil_id, listed)
    values (${db.schoolId}, ${randomUUID()}, ${assignmentId}, ${pupilId}, true)
    on conflict (school_id, assignment_id, pupil_id) do update set listed = true`.execute(db);
}
