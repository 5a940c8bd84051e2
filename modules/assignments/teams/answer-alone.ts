import { sql } from 'kysely';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireTaught } from '../access.ts';
import { recipientsOf, teamOf } from '../sql.ts';

/**
 * Gives one member of a team an answer of their own, which begins as what the team has so far. Repeatable.
 *
 * @throws not found (404) when the caller does not teach there, or the pupil does not receive the work, or not in a team: we do not tell which
 */
export async function answerAlone(
  ctx: Ctx,
  { assignmentId, pupilId }: { assignmentId: string; pupilId: string },
): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    const { rows } =
      await sql`insert into assignments.answer as n (school_id, id, assignment_id, pupil_id, hand_in_id, made_by, changed_at, for_one)
      select a.school_id, ${newId()}::uuid, a.id, x.pupil_id, h.id, ${ctx.caller.personId}::uuid, ${ctx.now()}::timestamptz, true
      from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
      left join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = x.pupil_id and h.current
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and a.published_at is not null and x.pupil_id = ${pupilId}
        and case when h.id is null then ${teamOf(sql`x.pupil_id`)} else h.team_id end is not null
      on conflict (school_id, assignment_id, pupil_id, hand_in_id) do update set for_one = true returning 1`.execute(db);
    if (rows.length === 0) notFound('pupil');
    return {};
  });
}
