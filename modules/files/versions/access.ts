import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { ReadableFile } from '../stream-file.ts';
import { requireEntry } from '../tree/access.ts';

/**
 * An earlier version of a file the caller may see, under the present name of the file.
 *
 * @throws not found (404) when there is none or they may not see the file
 */
export async function requireVersion(ctx: Ctx, db: Db, fileId: string, versionId: string): Promise<ReadableFile> {
  const { name } = await requireEntry(ctx, db, fileId);
  const { rows } = await sql<Omit<ReadableFile, 'name'>>`select f.type, f.size_bytes as "sizeBytes", f.hash, f.state from files.file f
    where f.school_id = ${db.schoolId} and f.id = ${versionId} and f.version_of = ${fileId}`.execute(db);
  return { ...(rows[0] ?? notFound('file')), name };
}
