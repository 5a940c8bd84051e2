import { sql } from 'kysely';
import { keepMore } from '#kernel/blobs/ledger.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { requireRoom } from '../room.ts';
import { requireChangeable } from '../tree/access.ts';
import { lockSpaces } from '../tree/lock.ts';
import { requireVersion } from './access.ts';
import { replaceContent } from './replace.ts';

/**
 * Makes an earlier version the newest one, by the caller, now; the present one becomes an earlier one. No bytes are copied.
 *
 * @throws not found (404) when the caller does not see the file or there is no such version · `files.read_only` (403) · `files.quota_full` (413) ·
 * `files.locked` (423) for a version that was found harmful
 */
export async function restoreVersion(ctx: Ctx, fileId: string, versionId: string): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    await lockSpaces(db, { entryIds: [fileId] });
    for (const { space, parentId } of await requireChangeable(ctx, db, [fileId])) {
      const version = await requireVersion(ctx, db, fileId, versionId);
      if (version.state === 'locked') throw refusals.locked();
      await requireRoom(ctx, db, space, version.sizeBytes);
      const broughtId = newId();
      await sql`insert into files.file (school_id, id, owner_id, space_id, made_by, name, type, size_bytes, hash, state, made_at)
        select f.school_id, ${broughtId}, f.owner_id, f.space_id, ${ctx.caller.personId}, f.name, f.type, f.size_bytes, f.hash, f.state, ${ctx.now()}
        from files.file f where f.school_id = ${db.schoolId} and f.id = ${versionId}`.execute(db);
      await keepMore(db, [version.hash]);
      await replaceContent(ctx, db, fileId, broughtId);
      await db.emit(filesChanged, { folderIds: [parentId ?? space.id] });
    }
    return {};
  });
}
