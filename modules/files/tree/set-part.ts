import { sql } from 'kysely';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { requireEntry } from './access.ts';
import type { Part } from './contract.ts';
import { lockSpaces } from './lock.ts';
import { subtreeOf } from './subtree.ts';

/**
 * Says what members may do in a top folder of a group space, and in all below it. A hand-in folder into which members have put something stays one, so
 * that nobody's hand-in opens to the others.
 *
 * @throws not found (404) when the caller does not see it · `files.read_only` (403) when they do not lead the space · `files.not_a_top_folder` (422) ·
 * `files.part_in_use` (409)
 */
export async function setPart(ctx: Ctx, folderId: string, part: Part): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    await lockSpaces(db, { entryIds: [folderId] });
    const { kind, parentId, name, space } = await requireEntry(ctx, db, folderId);
    if (!space.leads) throw refusals.readOnly({ name });
    if (kind !== 'folder' || parentId !== null || space.kind === 'own') throw refusals.notATopFolder();
    const below = await subtreeOf(db, [folderId]);
    if (part !== 'hand_in' && below.some(({ forId }) => forId !== null)) throw refusals.partInUse();
    await sql`update files.entry set part = ${part} where school_id = ${db.schoolId} and id = any(${below.map(({ id }) => id)})`.execute(
      db,
    );
    await db.emit(filesChanged, { folderIds: [space.id, folderId] });
    return {};
  });
}
