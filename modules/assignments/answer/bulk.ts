import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireTaught } from '../access.ts';
import { recipientsOf } from '../sql.ts';
import type { bulkAnswerContract } from './contract.ts';

/** As long as one answer may be (answer/contract.ts). */
const longest = 20_000;

/**
 * Puts the same words below the answers of several pupils, and calls them finished if asked to. Nothing is given back by it and nothing overwritten.
 * An answer that would grow too long, and an id of somebody who did not receive the work, change nothing. Two statements, whatever the number of pupils.
 *
 * @returns how many answers have changed
 * @throws not found (404) when the caller does not teach there
 */
export async function answerMany(
  ctx: Ctx,
  assignmentId: string,
  { pupilIds, text, finished }: Body<typeof bulkAnswerContract>,
): Promise<Answer<typeof bulkAnswerContract>> {
  const words = text.trim();
  return ctx.write(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    if (words === '' && !finished) return { answered: 0 };
    const newIds = JSON.stringify([...new Set(pupilIds)].map((pupilId) => ({ pupilId, id: newId() })));
    const { rows } =
      await sql`insert into assignments.answer as n (school_id, id, assignment_id, pupil_id, hand_in_id, made_by, text, finished, revision, changed_at)
      select a.school_id, w.id, a.id, x.pupil_id, h.id, ${ctx.caller.personId}, ${words}, ${finished}, 1, ${ctx.now()}
      from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
      join jsonb_to_recordset(${newIds}::jsonb) as w ("pupilId" uuid, id uuid) on w."pupilId" = x.pupil_id
      left join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = x.pupil_id and h.current
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and a.published_at is not null
      order by x.pupil_id
      on conflict (school_id, assignment_id, pupil_id, hand_in_id) do update
        set made_by = excluded.made_by, text = case when excluded.text = '' then n.text when n.text = '' then excluded.text else n.text || E'\n\n' || excluded.text end,
          finished = n.finished or excluded.finished,
          revision = n.revision + 1, changed_at = excluded.changed_at
        where length(n.text) + length(excluded.text) + 2 <= ${longest} and (excluded.text <> '' or not n.finished)
      returning 1`.execute(db);
    return { answered: rows.length };
  });
}
