import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { binDays } from './settings.ts';

/** A file of the caller's own. */
export interface OwnedFile {
  id: string;
  name: string;
  type: string;
  sizeBytes: number;
  hash: string;
  state: string;
  deletedAt: Date | null;
}

/**
 * The caller's own file, ready or locked, also from the bin while it can be restored.
 *
 * @throws not found (404) when there is none, it is somebody else's, still on its way or gone for good: we do not tell which
 */
export async function requireOwnFile(db: Db, personId: string, fileId: string, now: Date): Promise<OwnedFile> {
  const row = await db
    .selectFrom('files.file as f')
    .select(['f.id', 'f.name', 'f.type', 'f.size_bytes as sizeBytes', 'f.hash', 'f.state', 'f.deleted_at as deletedAt'])
    .where('f.school_id', '=', db.schoolId)
    .where('f.id', '=', fileId)
    .where('f.owner_id', '=', personId)
    .where('f.state', '<>', 'uploading')
    .executeTakeFirst();
  if (row === undefined || row.hash === null || row.type === null) notFound('file');
  if (row.deletedAt !== null && row.deletedAt.getTime() <= binEnd(now).getTime()) notFound('file');
  return { ...row, hash: row.hash, type: row.type };
}

/** What was deleted at this instant or before is gone for good. */
export function binEnd(now: Date): Date {
  return new Date(now.getTime() - binDays * 24 * 3_600_000);
}
