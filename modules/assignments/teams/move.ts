import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireReceived, requireTaught } from '../access.ts';
import { refusals } from '../refusals.ts';
import { recipientsOf } from '../sql.ts';
import { isClosed } from '../state.ts';
import type { chooseTeamContract, moveContract } from './contract.ts';
import { join, leave } from './join.ts';
import { lockTeams } from './lock.ts';
import { membersOf, tellTeam } from './members.ts';

type To = Body<typeof moveContract>;

/**
 * The teacher puts a pupil into a team, a new one, or out; also when the team is full, has handed in or the work is closed.
 *
 * @throws not found (404) when the caller does not teach there, the pupil does not receive the work, it is not done in teams, or there is no such team
 */
export async function movePupil(
  ctx: Ctx,
  { assignmentId, pupilId }: { assignmentId: string; pupilId: string },
  to: To,
): Promise<Answer<typeof moveContract>> {
  return ctx.write(async (db) => {
    const work = await requireTaught(db, ctx, assignmentId);
    if (work.teams === 'none') notFound('team');
    const { rows } = await sql`select from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and x.pupil_id = ${pupilId}`.execute(db);
    if (rows.length === 0) notFound('pupil');
    return { teamId: await move(db, { assignmentId, pupilId }, to, null) };
  });
}

/**
 * A pupil chooses a team, founds one, or leaves; until closing, where the teacher lets pupils choose.
 *
 * @throws `assignments.team_full` (409), `assignments.closed` (409)
 * @throws not found (404) when the work is not for the caller, its teams are not chosen by pupils, or there is no such team
 */
export async function chooseTeam(ctx: Ctx, assignmentId: string, to: To): Promise<Answer<typeof chooseTeamContract>> {
  return ctx.write(async (db) => {
    const work = await requireReceived(db, ctx, assignmentId);
    if (work.teams !== 'chosen') notFound('team');
    if (isClosed(work.closesAt, ctx.now())) throw refusals.closed({ closedAt: work.closesAt?.toISOString() });
    return { teamId: await move(db, { assignmentId, pupilId: ctx.caller.personId }, to, work.teamSize) };
  });
}

async function move(db: Db, who: { assignmentId: string; pupilId: string }, to: To, most: number | null): Promise<string | null> {
  const { assignmentId } = who;
  await lockTeams(db, assignmentId);
  const before = await teamsOf(db, who, to.teamId);
  const present = before.find(({ own }) => own)?.id ?? null;
  if (to.teamId !== null && to.teamId === present) return present;
  if (to.teamId !== null && !before.some(({ id }) => id === to.teamId)) notFound('team');
  const told = present === null ? [] : await membersOf(db, present);
  if (to.teamId !== null && most !== null && (await membersOf(db, to.teamId)).length >= most) throw refusals.teamFull({ most });
  await leave(db, who);
  const teamId = to.fresh === true && to.teamId === null ? await found(db, assignmentId) : to.teamId;
  if (teamId !== null) await join(db, who, teamId);
  const joined = teamId === null ? [] : await membersOf(db, teamId);
  await tellTeam(db, { assignmentId, pupilIds: [...new Set([...told, ...joined, who.pupilId])] });
  return teamId;
}

/** The pupil's team and the wanted one, locked: nobody hands in for them or saves their draft meanwhile. */
async function teamsOf(db: Db, { assignmentId, pupilId }: { assignmentId: string; pupilId: string }, wantedId: string | null) {
  const { rows } = await sql<{ id: string; own: boolean }>`select t.id, exists (select from assignments.team_member m
      where m.school_id = t.school_id and m.team_id = t.id and m.pupil_id = ${pupilId}) as own
    from assignments.team t where t.school_id = ${db.schoolId} and t.assignment_id = ${assignmentId} and (t.id = ${wantedId}
      or t.id in (select m.team_id from assignments.team_member m where m.school_id = ${db.schoolId} and m.assignment_id = ${assignmentId} and m.pupil_id = ${pupilId}))
    order by t.id for update of t`.execute(db);
  return rows;
}

async function found(db: Db, assignmentId: string): Promise<string> {
  const id = newId();
  await sql`insert into assignments.team (school_id, id, assignment_id, number)
    select ${db.schoolId}::uuid, ${id}::uuid, ${assignmentId}::uuid, 1 + coalesce(max(t.number), 0) from assignments.team t
    where t.school_id = ${db.schoolId} and t.assignment_id = ${assignmentId}`.execute(db);
  return id;
}
