import { sql } from 'kysely';
import { safeFileName } from '#kernel/blobs/file-name.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from './refusals.ts';
import { usedBytes } from './room.ts';
import { maxFileBytes, megabyte, quotaSetting } from './settings.ts';

/**
 * Notes an upload that begins and takes its announced length out of the caller's room. Uploads of one person begin one after the other,
 * so that ten at once cannot share the same room.
 *
 * @param upload.name  as the device calls it; made safe here
 * @throws `files.quota_full` (413) with `freeMegabytes`, `files.file_too_large` (413), `files.length_unknown` (400)
 */
export async function beginUpload(ctx: Ctx, upload: { id: string; name: string; sizeBytes: number | undefined }): Promise<void> {
  const { id, sizeBytes } = upload;
  if (sizeBytes === undefined) throw refusals.lengthUnknown();
  if (sizeBytes > maxFileBytes) throw refusals.fileTooLarge({ maxMegabytes: maxFileBytes / megabyte });
  const { personId } = ctx.caller;

  await ctx.write(async (db) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`files.room ${db.schoolId} ${personId}`}, 0))`.execute(db);
    const quotaBytes = (await ctx.setting(db, quotaSetting)) * megabyte;
    const freeBytes = Math.max(0, quotaBytes - (await usedBytes(db, personId, ctx.now())));
    if (sizeBytes > freeBytes) {
      // rounded so that what is needed never reads as if it fitted
      throw refusals.quotaFull({ freeMegabytes: Math.floor(freeBytes / megabyte), neededMegabytes: Math.ceil(sizeBytes / megabyte) });
    }
    await db
      .insertInto('files.file')
      .values({
        school_id: db.schoolId,
        id,
        owner_id: personId,
        name: safeFileName(upload.name),
        size_bytes: sizeBytes,
        state: 'uploading',
        made_at: ctx.now(),
      })
      .execute();
  });
}
