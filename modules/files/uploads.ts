import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';

/** An upload, or the file it has become. */
export interface Upload {
  name: string;
  size_bytes: number;
  state: string;
}

/**
 * The caller's own upload or file.
 *
 * @throws not found (404) when there is none or it is somebody else's: we do not tell which
 */
export async function requireUpload(db: Db, personId: string, fileId: string, options: { lock?: boolean } = {}): Promise<Upload> {
  const query = db
    .selectFrom('files.file as f')
    .select(['f.name', 'f.size_bytes', 'f.state'])
    .where('f.school_id', '=', db.schoolId)
    .where('f.id', '=', fileId)
    .where('f.owner_id', '=', personId);
  const row = await (options.lock ? query.forUpdate() : query).executeTakeFirst();
  return row ?? notFound('upload');
}
