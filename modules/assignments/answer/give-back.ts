import { sql } from 'kysely';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesOf } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import { giveAnnotations } from '../annotate/give.ts';
import { answered } from '../events.ts';
import { spreadAnnotations } from '../teams/spread-answer.ts';

/**
 * Gives finished answers back: from now on the pupils see them as they are now. What is given back already and unchanged stays as it is.
 *
 * @param pupilIds  only to these; null: to all. Ids without a finished answer change nothing
 * @returns how many were given back
 * @throws not found (404) when the caller does not teach there
 */
export async function giveBack(ctx: Ctx, assignmentId: string, pupilIds: readonly string[] | null): Promise<{ givenBack: number }> {
  return ctx.write(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    const { rows } = await sql<{
      id: string;
      pupilId: string;
      withdrawn: string[];
    }>`select n.id, n.pupil_id as "pupilId", n.withdrawn_file_ids as withdrawn from assignments.answer n
      left join assignments.hand_in h on h.school_id = n.school_id and h.assignment_id = n.assignment_id and h.pupil_id = n.pupil_id and h.current
      where n.school_id = ${db.schoolId} and n.assignment_id = ${assignmentId} and n.finished and n.hand_in_id is not distinct from h.id
        and (n.given_back_at is null or n.changed_at > n.given_back_at)
        ${pupilIds === null ? sql`` : sql`and n.pupil_id = any(${[...pupilIds]})`}
      order by n.id for update of n`.execute(db);
    if (rows.length === 0) return { givenBack: 0 };
    const files = await filesOf(
      db,
      'assignments',
      rows.map(({ id }) => id),
    );
    const given = rows.map(({ id, withdrawn }) => ({
      id,
      fileIds: (files.get(id) ?? []).flatMap((file) => (withdrawn.includes(file.id) ? [] : file.id)),
    }));
    await sql`update assignments.answer n set given_text = n.text, given_rubric = n.rubric, given_mark = n.mark, given_back_at = greatest(${ctx.now()}::timestamptz, n.changed_at),
        given_file_ids = array(select jsonb_array_elements_text(g."fileIds")::uuid)
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id uuid, "fileIds" jsonb) where n.school_id = ${db.schoolId} and n.id = g.id`.execute(
      db,
    );
    const answerIds = rows.map(({ id }) => id);
    await spreadAnnotations(db, answerIds);
    await giveAnnotations(db, answerIds);
    await sql`update assignments.hand_in h set answered = true from assignments.answer n
      where n.school_id = ${db.schoolId} and n.id = any(${rows.map(({ id }) => id)}) and h.school_id = n.school_id and h.id = n.hand_in_id`.execute(
      db,
    );
    await db.emit(answered, { assignmentId, pupilIds: rows.map(({ pupilId }) => pupilId) });
    return { givenBack: rows.length };
  });
}
