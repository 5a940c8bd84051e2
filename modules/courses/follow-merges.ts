import { sql } from 'kysely';
import { listener } from '#kernel/module/manifest.ts';
import { personsMerged } from '#modules/people/public.ts';

/** What a double was in courses, the kept person is from now on. */
export const followMerges = listener(personsMerged, 'follow_merges', async (ctx, { data: { keptId, doubleId } }) => {
  await ctx.write(async (db) => {
    for (const table of ['courses.teacher', 'courses.member'].map((name) => sql.raw(name))) {
      await sql`update ${table} r set person_id = ${keptId} where r.school_id = ${db.schoolId} and r.person_id = ${doubleId} and not exists
        (select from ${table} k where k.school_id = r.school_id and k.course_id = r.course_id and k.person_id = ${keptId})`.execute(db);
      await sql`delete from ${table} where school_id = ${db.schoolId} and person_id = ${doubleId}`.execute(db);
    }
  });
});
