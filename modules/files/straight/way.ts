import type { StraightUpload, StraightUploads } from '#kernel/blobs/blob-store.ts';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { requireUpload, type Upload } from '../uploads.ts';

/** How an upload goes to the store by itself. */
export interface StraightWay extends StraightUpload {
  partBytes: number;
}

/** The store's own way in; null where there is none. */
export function straightUploads(ctx: Pick<SchoolCtx, 'services'>): StraightUploads | null {
  return ctx.services.blobs.straight?.uploads ?? null;
}

/**
 * The caller's own upload, and its way to the store once it has one.
 *
 * @throws not found (404) when there is none or it is somebody else's: we do not tell which
 */
export async function requireOnItsWay(db: Db, personId: string, uploadId: string): Promise<{ upload: Upload; way: StraightWay | null }> {
  const upload = await requireUpload(db, personId, uploadId);
  return { upload, way: await wayOf(db, uploadId) };
}

/** The way of an upload, which may have ended; ask for the upload first, or about none of somebody's. */
export async function wayOf(db: Db, uploadId: string): Promise<StraightWay | null> {
  const row = await db
    .selectFrom('files.straight as s')
    .select(['s.name', 's.store_id', 's.part_bytes'])
    .where('s.school_id', '=', db.schoolId)
    .where('s.id', '=', uploadId)
    .executeTakeFirst();
  return row === undefined ? null : { name: row.name, storeId: row.store_id, partBytes: row.part_bytes };
}
