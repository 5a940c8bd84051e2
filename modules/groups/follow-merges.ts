import { sql } from 'kysely';
import { listener } from '#kernel/module/manifest.ts';
import { personsMerged } from '#modules/people/public.ts';

/** What a double was in groups, the kept person is from now on. */
export const followMerges = listener(personsMerged, 'follow_merges', async (ctx, { data: { keptId, doubleId } }) => {
  await ctx.write(async (db) => {
    await sql`update groups.member m set person_id = ${keptId} where m.school_id = ${db.schoolId} and m.person_id = ${doubleId} and not exists
      (select from groups.member k where k.school_id = m.school_id and k.group_id = m.group_id and k.person_id = ${keptId} and k.part = m.part)`.execute(
      db,
    );
    await sql`delete from groups.member where school_id = ${db.schoolId} and person_id = ${doubleId}`.execute(db);
  });
});
