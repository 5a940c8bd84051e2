import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireReadable } from '../access.ts';
import { refusals } from '../refusals.ts';
import type { ReadableFile } from '../stream-file.ts';

/**
 * A zip the caller may read.
 *
 * @throws not found (404) as `requireReadable` · `files.locked` (423) · `files.not_a_zip` (422) with the `name`
 */
export async function requireZip(ctx: Ctx, db: Db, fileId: string): Promise<ReadableFile> {
  const file = await requireReadable(ctx, db, fileId);
  if (file.state === 'locked') throw refusals.locked();
  if (file.type !== 'application/zip') throw refusals.notAZip({ name: file.name });
  return file;
}
