import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { storedName } from './tree/entry-name.ts';
import { type Coming, storeComing } from './unpack/store-entry.ts';

/**
 * Stores bytes for a module that attaches them afterwards: a file that belongs to nobody and lies in no folder. It goes with its last use; what is never
 * attached goes with the next nightly sweep. Quotas do not apply.
 *
 * @param madeBy  who brings it
 * @returns the id of the file
 * @throws `files.program_refused`, `files.content_mismatch` (415), `files.zip_harmful` (422)
 */
export async function storeLent(ctx: SchoolCtx, madeBy: string, coming: Coming): Promise<string> {
  const id = newId();
  await storeComing(ctx, coming, async (db, blob, type) => {
    await db
      .insertInto('files.file')
      .values({
        school_id: db.schoolId,
        id,
        made_by: madeBy,
        name: storedName(coming.name),
        type,
        hash: blob.hash,
        size_bytes: blob.sizeBytes,
        state: 'ready',
        made_at: ctx.now(),
      })
      .execute();
  });
  return id;
}
