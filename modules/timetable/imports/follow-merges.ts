import { sql } from 'kysely';
import { listener } from '#kernel/module/manifest.ts';
import { personsMerged } from '#modules/people/public.ts';

/** Two entries were one human: what the double teaches, the kept person teaches, once in each lesson. */
export const followMerges = listener(personsMerged, 'follow_merges', async (ctx, { data: { keptId, doubleId } }) => {
  await ctx.write(async (db) => {
    await sql`delete from timetable.pattern_teacher t where t.school_id = ${db.schoolId} and t.person_id = ${doubleId} and exists
      (select from timetable.pattern_teacher k where k.school_id = t.school_id and k.pattern_id = t.pattern_id and k.person_id = ${keptId})`.execute(
      db,
    );
    await sql`update timetable.pattern_teacher set person_id = ${keptId} where school_id = ${db.schoolId} and person_id = ${doubleId}`.execute(
      db,
    );
    await sql`update timetable.import set made_by = ${keptId} where school_id = ${db.schoolId} and made_by = ${doubleId}`.execute(db);
  });
});
