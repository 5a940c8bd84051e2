import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { listener } from '#kernel/module/manifest.ts';
import { personsMerged } from '#modules/people/public.ts';
import { mergeComments } from './comments/privacy.ts';
import { mergeRubrics } from './rubrics/privacy.ts';
import { mergeTogether } from './together/privacy.ts';

/** Two entries were one human: work of the double belongs to the kept person. Where both have some, the kept person's stands. */
export const mergeWork = listener(personsMerged, 'merge_work', async (ctx, { data: { keptId, doubleId } }) => {
  await ctx.write(async (db) => {
    for (const table of ['recipient', 'hand_in_draft'] as const) await moveRows(db, table, keptId, doubleId);
    // later hand-ins follow the earlier ones as versions of the same pupil
    await sql`update assignments.hand_in h set pupil_id = ${keptId}, current = h.current and not k.has, version = h.version + k.highest
      from (select d.id, exists (select from assignments.hand_in o where o.school_id = d.school_id and o.assignment_id = d.assignment_id and o.pupil_id = ${keptId} and o.current) as has,
          coalesce((select max(o.version) from assignments.hand_in o where o.school_id = d.school_id and o.assignment_id = d.assignment_id and o.pupil_id = ${keptId}), 0) as highest
        from assignments.hand_in d where d.school_id = ${db.schoolId} and d.pupil_id = ${doubleId}) k
      where h.school_id = ${db.schoolId} and h.id = k.id`.execute(db);
    await moveRows(db, 'answer', keptId, doubleId);
    await mergeTogether(db, keptId, doubleId);
    await sql`update assignments.template set made_by = ${keptId} where school_id = ${db.schoolId} and made_by = ${doubleId}`.execute(db);
    await sql`insert into assignments.tag (school_id, id, assignment_id, person_id, word) select t.school_id, gen_random_uuid(), t.assignment_id, ${keptId}, t.word
      from assignments.tag t where t.school_id = ${db.schoolId} and t.person_id = ${doubleId} on conflict do nothing`.execute(db);
    await sql`delete from assignments.tag where school_id = ${db.schoolId} and person_id = ${doubleId}`.execute(db);
    await mergeRubrics(db, keptId, doubleId);
    await mergeComments(db, keptId, doubleId);
    await sql`update assignments.assignment set made_by = ${keptId} where school_id = ${db.schoolId} and made_by = ${doubleId}`.execute(db);
    await sql`update assignments.answer set made_by = ${keptId} where school_id = ${db.schoolId} and made_by = ${doubleId}`.execute(db);
  });
});

async function moveRows(db: Db, table: 'recipient' | 'hand_in_draft' | 'answer', keptId: string, doubleId: string): Promise<void> {
  const name = sql.table(`assignments.${table}`);
  const same = table === 'answer' ? sql`and o.hand_in_id is not distinct from t.hand_in_id` : sql``;
  await sql`update ${name} t set pupil_id = ${keptId} where t.school_id = ${db.schoolId} and t.pupil_id = ${doubleId}
    and not exists (select from ${name} o where o.school_id = t.school_id and o.assignment_id = t.assignment_id and o.pupil_id = ${keptId} ${same})`.execute(
    db,
  );
}
