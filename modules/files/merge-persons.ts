import { sql } from 'kysely';
import { listener } from '#kernel/module/manifest.ts';
import { personsMerged } from '#modules/people/public.ts';
import { endLocksOfPerson } from './dav/privacy.ts';
import { mergeQuota } from './quota/privacy.ts';
import { mergeShares } from './share/privacy.ts';
import { lockSpaces } from './tree/lock.ts';

/**
 * Two entries were one human: the double's files belong to the kept person. What would lie under a name that is taken there gets the beginning of its id
 * behind the name.
 */
export const mergeFiles = listener(personsMerged, 'merge_files', async (ctx, { data: { keptId, doubleId } }) => {
  await ctx.write(async (db) => {
    await lockSpaces(db, { spaceIds: [keptId, doubleId] });
    const newFor = sql`case when e.for_id = ${doubleId} then ${keptId}::uuid else e.for_id end`;
    const newSpace = sql`case when e.owner_id = ${doubleId} then ${keptId}::uuid else e.space_id end`;
    await sql`update files.entry e set
        name = case when e.binned_at is null and exists (select from files.entry o where o.school_id = e.school_id and o.space_id = ${newSpace}
            and o.parent_id is not distinct from e.parent_id and lower(o.name) = lower(e.name) and o.for_id is not distinct from ${newFor} and o.binned_at is null and o.id <> e.id)
          then regexp_replace(e.name, '(\\.[^. ]{1,20})?$', ' (' || right(e.id::text, 8) || ')\\1') else e.name end,
        owner_id = case when e.owner_id = ${doubleId} then ${keptId}::uuid else e.owner_id end, for_id = ${newFor}
      where e.school_id = ${db.schoolId} and ${doubleId} in (e.owner_id, e.for_id)`.execute(db);
    await sql`update files.entry set made_by = ${keptId} where school_id = ${db.schoolId} and made_by = ${doubleId}`.execute(db);
    await sql`update files.entry set binned_by = ${keptId} where school_id = ${db.schoolId} and binned_by = ${doubleId}`.execute(db);
    await sql`update files.file set owner_id = ${keptId} where school_id = ${db.schoolId} and owner_id = ${doubleId}`.execute(db);
    await sql`update files.file set made_by = ${keptId} where school_id = ${db.schoolId} and made_by = ${doubleId}`.execute(db);
    await endLocksOfPerson(db, doubleId);
    await mergeShares(db, { keptId, doubleId });
    await mergeQuota(db, { keptId, doubleId });
    await sql`delete from files.favourite v where v.school_id = ${db.schoolId} and v.person_id = ${doubleId}
      and exists (select from files.favourite k where k.school_id = v.school_id and k.person_id = ${keptId} and k.entry_id = v.entry_id)`.execute(
      db,
    );
    await sql`update files.favourite set person_id = ${keptId} where school_id = ${db.schoolId} and person_id = ${doubleId}`.execute(db);
  });
});
