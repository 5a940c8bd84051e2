import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireTaught } from '../access.ts';
import { refusals } from '../refusals.ts';
import { recipientsOf } from '../sql.ts';
import { byChance } from './by-chance.ts';
import type { drawTeamsContract } from './contract.ts';
import { dropEmptyTeams } from './join.ts';
import { lockTeams } from './lock.ts';
import { tellTeam } from './members.ts';
import { shareDrafts } from './share-drafts.ts';

/**
 * Puts everybody who receives the work and has no team into new ones by chance; `anew` first dissolves those there are. What somebody has begun joins the
 * draft of their team. The number of statements does not grow with the pupils.
 *
 * @throws `assignments.teams_at_work` (409) when teams should be made anew although one has begun or handed in
 * @throws not found (404) when the caller does not teach there, or the work is not done in teams
 */
export async function drawTeams(
  ctx: Ctx,
  assignmentId: string,
  { size, anew }: Body<typeof drawTeamsContract>,
): Promise<Answer<typeof drawTeamsContract>> {
  return ctx.write(async (db) => {
    const work = await requireTaught(db, ctx, assignmentId);
    if (work.teams === 'none') notFound('team');
    await lockTeams(db, assignmentId);
    if (anew) await dissolve(db, assignmentId);
    const { rows } = await sql<{
      id: string;
    }>`select x.pupil_id as id from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and not exists (select from assignments.team_member m
        where m.school_id = a.school_id and m.assignment_id = a.id and m.pupil_id = x.pupil_id) order by x.pupil_id`.execute(db);
    if (rows.length === 0) return { placed: 0, teams: 0 };
    const pupilIds = rows.map(({ id }) => id);
    const drawn = byChance(pupilIds, size, (below) => randomInt(below)).map((members, place) => ({
      id: newId(),
      place: place + 1,
      members,
    }));
    await sql`insert into assignments.team (school_id, id, assignment_id, number)
      select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, n.place + (select coalesce(max(t.number), 0) from assignments.team t
        where t.school_id = ${db.schoolId} and t.assignment_id = ${assignmentId})
      from jsonb_to_recordset(${JSON.stringify(drawn)}::jsonb) as n (id uuid, place int)`.execute(db);
    const members = drawn.flatMap(({ id: teamId, members }) => members.map((pupilId) => ({ id: randomUUID(), teamId, pupilId })));
    await sql`insert into assignments.team_member (school_id, id, assignment_id, team_id, pupil_id)
      select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, n."teamId", n."pupilId"
      from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as n (id uuid, "teamId" uuid, "pupilId" uuid)`.execute(db);
    await shareDrafts(
      db,
      drawn.map(({ id }) => id),
    );
    await tellTeam(db, { assignmentId, pupilIds });
    return { placed: pupilIds.length, teams: drawn.length };
  });
}

/** A draft that several share cannot be told apart again, so teams that have one stay. */
async function dissolve(db: Db, assignmentId: string): Promise<void> {
  const { rows } = await sql<{ busy: boolean }>`select exists (select from assignments.hand_in h
        where h.school_id = t.school_id and h.team_id = t.id and not h.taken_back)
      or exists (select from assignments.team_member m join assignments.hand_in_draft d on d.school_id = m.school_id and d.assignment_id = m.assignment_id
        and d.pupil_id = m.pupil_id where m.school_id = t.school_id and m.team_id = t.id) as busy
    from assignments.team t where t.school_id = ${db.schoolId} and t.assignment_id = ${assignmentId} order by t.id for update of t`.execute(
    db,
  );
  if (rows.some(({ busy }) => busy)) throw refusals.teamsAtWork();
  await sql`delete from assignments.team_member m where m.school_id = ${db.schoolId} and m.assignment_id = ${assignmentId}`.execute(db);
  await dropEmptyTeams(db, assignmentId);
}
