import { sql } from 'kysely';
import { listener } from '#kernel/module/manifest.ts';
import { contentReplaced } from '#modules/files/public.ts';

/**
 * Somebody has brought a newer version of a file that hangs on a piece of work, a hand-in or an answer. There it stays as it was, under another id: what was
 * given back, drawn upon or is to be copied as a worksheet goes on meaning that one.
 */
export const followContent = listener(contentReplaced, 'follow_content', async (ctx, { data: { fileId, earlierId, subjects } }) => {
  const ids = subjects.flatMap(({ module, subjectId }) => (module === 'assignments' ? [subjectId] : []));
  if (ids.length === 0) return;
  await ctx.write(async (db) => {
    const school = db.schoolId;
    // who has attached the newer version too, before we came here, means both
    for (const [table, column] of [
      ['answer', 'given_file_ids'],
      ['answer', 'withdrawn_file_ids'],
      ['assignment', 'worksheet_ids'],
    ] as const) {
      const list = sql.ref(`t.${column}`);
      await sql`update ${sql.table(`assignments.${table}`)} t set ${sql.ref(column)} = array_replace(${list}, ${fileId}::uuid, ${earlierId}::uuid)
        where t.school_id = ${school} and t.id = any(${ids}) and ${fileId} = any(${list}) and ${earlierId} <> all(${list})`.execute(db);
    }
    // pictures in what was typed (typed-pictures/contract.ts)
    await sql`update assignments.hand_in h set text = replace(h.text, ${`](picture:${fileId}`}, ${`](picture:${earlierId}`})
      where h.school_id = ${school} and h.id = any(${ids}) and position(${`](picture:${fileId}`} in h.text) > 0`.execute(db);
    await sql`update assignments.worksheet_copy c set worksheet_id = ${earlierId} where c.school_id = ${school} and c.assignment_id = any(${ids}) and c.worksheet_id = ${fileId}
      and not exists (select from assignments.worksheet_copy o where o.school_id = c.school_id and o.assignment_id = c.assignment_id and o.pupil_id = c.pupil_id
        and o.worksheet_id = ${earlierId})`.execute(db);
    await sql`update assignments.annotation_page g set file_id = ${earlierId} from assignments.answer n where n.school_id = ${school} and n.hand_in_id = any(${ids})
      and g.school_id = n.school_id and g.answer_id = n.id and g.file_id = ${fileId}
      and not exists (select from assignments.annotation_page o where o.school_id = g.school_id and o.answer_id = g.answer_id and o.page = g.page
        and o.file_id = ${earlierId})`.execute(db);
  });
});
