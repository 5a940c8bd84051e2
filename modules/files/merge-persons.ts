import { listener } from '#kernel/module/manifest.ts';
import { personsMerged } from '#modules/people/public.ts';

/** Two entries were one human: the double's files belong to the kept person. */
export const mergeFiles = listener(personsMerged, 'merge_files', async (ctx, { data }) => {
  await ctx.write((db) =>
    db
      .updateTable('files.file')
      .set({ owner_id: data.keptId })
      .where('school_id', '=', db.schoolId)
      .where('owner_id', '=', data.doubleId)
      .execute(),
  );
});
