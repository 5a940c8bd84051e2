import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { attachMany, detachFiles } from '#modules/files/public.ts';

/** What one member of a team has: the hand-in it answers, and the answer so far. */
export interface Mate {
  pupilId: string;
  handInId: string | null;
  revision: number;
}

interface Answered {
  assignmentId: string;
  pupilId: string;
  /** The team that handed in, or the pupil's as long as nothing is. */
  teamId: string;
  handedInAt: Date | null;
}

/**
 * The other members to whom an answer goes too: those with the same hand-in of the team, or before that all without one; without members who have an answer
 * of their own.
 */
export async function matesToAnswer(db: Db, { assignmentId, pupilId, teamId, handedInAt }: Answered): Promise<Mate[]> {
  const whose =
    handedInAt === null
      ? sql`select m.pupil_id, null::uuid as hand_in_id from assignments.team_member m where m.school_id = ${db.schoolId} and m.team_id = ${teamId}
          and not exists (select from assignments.hand_in h where h.school_id = m.school_id and h.assignment_id = m.assignment_id and h.pupil_id = m.pupil_id and h.current)`
      : sql`select h.pupil_id, h.id from assignments.hand_in h where h.school_id = ${db.schoolId} and h.assignment_id = ${assignmentId} and h.team_id = ${teamId}
          and h.handed_in_at = ${handedInAt} and h.current`;
  const { rows } = await sql<Mate>`select w.pupil_id as "pupilId", w.hand_in_id as "handInId", coalesce(n.revision, 0) as revision
    from (${whose}) as w (pupil_id, hand_in_id)
    left join assignments.answer n on n.school_id = ${db.schoolId} and n.assignment_id = ${assignmentId} and n.pupil_id = w.pupil_id and n.hand_in_id is not distinct from w.hand_in_id
    where w.pupil_id <> ${pupilId} and not coalesce(n.for_one, false) order by w.pupil_id`.execute(db);
  return rows;
}

/** Gives the mates the same answer as the one just saved, with the same files. Four statements, whatever the size of the team. */
export async function spreadAnswer(db: Db, answerId: string, mates: readonly Mate[], fileIds: readonly string[]): Promise<void> {
  if (mates.length === 0) return;
  const { rows } = await sql<{
    id: string;
  }>`insert into assignments.answer as n (school_id, id, assignment_id, pupil_id, hand_in_id, made_by, text, rubric, mark, finished, revision, changed_at, withdrawn_file_ids)
    select s.school_id, gen_random_uuid(), s.assignment_id, w."pupilId", w."handInId", s.made_by, s.text, s.rubric, s.mark, s.finished, s.revision, s.changed_at, s.withdrawn_file_ids
    from assignments.answer s cross join jsonb_to_recordset(${JSON.stringify(mates)}::jsonb) as w ("pupilId" uuid, "handInId" uuid)
    where s.school_id = ${db.schoolId} and s.id = ${answerId} order by w."pupilId"
    on conflict (school_id, assignment_id, pupil_id, hand_in_id) do update set made_by = excluded.made_by, text = excluded.text, rubric = excluded.rubric,
      mark = excluded.mark, finished = excluded.finished, revision = excluded.revision, changed_at = excluded.changed_at, withdrawn_file_ids = excluded.withdrawn_file_ids
    returning n.id`.execute(db);
  const ids = rows.map(({ id }) => id);
  await detachFiles(db, 'assignments', ids);
  await attachMany(
    db,
    'assignments',
    ids.flatMap((subjectId) => fileIds.map((fileId) => ({ subjectId, fileId }))),
  );
}

/**
 * What was annotated upon the one hand-in of a team, in the answer to whichever member, is in the answers of all who get the team's; so it is with what was
 * annotated upon its earlier versions, whose answers begin with that.
 */
export async function spreadAnnotations(db: Db, answerIds: readonly string[]): Promise<void> {
  // hand-ins (h) of who gets these answers, and the same of a mate (o) with annotations in the answer to it (s)
  const shared = sql`assignments.answer w
    join assignments.hand_in h on h.school_id = w.school_id and h.assignment_id = w.assignment_id and h.pupil_id = w.pupil_id and h.team_id is not null and not h.taken_back
    join assignments.hand_in o on o.school_id = h.school_id and o.team_id = h.team_id and o.handed_in_at = h.handed_in_at and o.id <> h.id
    join assignments.answer s on s.school_id = o.school_id and s.assignment_id = o.assignment_id and s.pupil_id = o.pupil_id and s.hand_in_id = o.id and not s.for_one`;
  const given = sql`w.school_id = ${db.schoolId} and w.id = any(${[...answerIds]}) and not w.for_one`;
  await sql`insert into assignments.answer (school_id, id, assignment_id, pupil_id, hand_in_id, made_by, finished, revision, changed_at)
    select distinct on (h.id) h.school_id, gen_random_uuid(), h.assignment_id, h.pupil_id, h.id, s.made_by, false, 0, s.changed_at from ${shared}
    where ${given} and not h.current and exists (select from assignments.annotation_page g where g.school_id = s.school_id and g.answer_id = s.id)
    order by h.id, s.changed_at desc on conflict do nothing`.execute(db);
  await sql`insert into assignments.annotation_page as p (school_id, id, answer_id, file_id, page, annotations, revision)
    select distinct on (n.id, g.file_id, g.page) n.school_id, gen_random_uuid(), n.id, g.file_id, g.page, g.annotations, g.revision
    from ${shared}
    join assignments.answer n on n.school_id = h.school_id and n.assignment_id = h.assignment_id and n.pupil_id = h.pupil_id and n.hand_in_id = h.id and not n.for_one
    join assignments.annotation_page g on g.school_id = s.school_id and g.answer_id = s.id
    where ${given}
    order by n.id, g.file_id, g.page, g.revision desc, g.id
    on conflict (school_id, answer_id, file_id, page) do update set annotations = excluded.annotations, revision = excluded.revision
      where p.revision < excluded.revision`.execute(db);
}
