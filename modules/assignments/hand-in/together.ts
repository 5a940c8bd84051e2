import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { readyFilesById } from '#modules/files/public.ts';
import { teamOf } from '../sql.ts';
import type { Together } from './contract.ts';

interface Row {
  teams: Together['teams'];
  teamId: string | null;
  number: number | null;
  revision: number | null;
  mates: string[];
  copies: string[];
  waiting: number;
  reviews: boolean;
}

/** What a pupil shares with others in a piece of work, and the copies of its worksheets: theirs, in a team those of any member. */
export async function togetherOf(db: Db, assignmentId: string, pupilId: string): Promise<Together> {
  const copied = sql`from assignments.worksheet_copy c where c.school_id = a.school_id and c.assignment_id = a.id
    and (c.pupil_id = ${pupilId} or exists (select from assignments.team_member m where m.school_id = c.school_id and m.team_id = t.id and m.pupil_id = c.pupil_id))`;
  const { rows } = await sql<Row>`select a.teams, t.id as "teamId", t.number, t.revision,
      array(select p.name from assignments.team_member m join people.pub_person p on p.school_id = m.school_id and p.id = m.pupil_id
        where m.school_id = t.school_id and m.team_id = t.id and m.pupil_id <> ${pupilId} order by p.sort_name, p.id) as mates,
      array(select c.file_id ${copied} order by c.file_id) as copies,
      (select count(*)::int from unnest(a.worksheet_ids) as w (id) where not exists (select ${copied} and c.worksheet_id = w.id)) as waiting,
      exists (select from assignments.peer_plan p join assignments.review v on v.school_id = p.school_id and v.assignment_id = p.assignment_id
        where p.school_id = a.school_id and p.assignment_id = a.id and (v.reviewer_id = ${pupilId} or p.at_once or p.released_at is not null)) as reviews
    from assignments.assignment a left join assignments.team t on t.school_id = a.school_id and t.id = ${teamOf(sql`${pupilId}::uuid`)}
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId}`.execute(db);
  const [row] = rows;
  if (row === undefined) return nothingTogether;
  const { teams, teamId, number, revision, mates, copies } = row;
  const files = await readyFilesById(db, copies);
  return {
    reviews: row.reviews,
    teams,
    team: teamId === null ? null : { id: teamId, number: number ?? 1, revision: revision ?? 0, mates },
    worksheets: { waiting: row.waiting > 0, lost: files.length < copies.length, files },
  };
}

/** For guardians and assistants: who works with whom is not theirs to know. */
export const nothingTogether: Together = {
  reviews: false,
  teams: 'none',
  team: null,
  worksheets: { waiting: false, lost: false, files: [] },
};
