import { sql } from 'kysely';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { requireChangeable } from '../tree/access.ts';
import { lockSpaces } from '../tree/lock.ts';
import { subtreeOf } from '../tree/subtree.ts';

/**
 * Puts folders with all in them, and files, into the bin of their space, also out of a folder that is shared with the caller for changing: its owner, and who
 * leads the space, bring them back. Where a file is in use it stays readable.
 *
 * @throws not found (404) when the caller does not see one of them · `files.read_only` (403) where they only read · `files.too_many` (422)
 */
export async function deleteEntries(ctx: Ctx, ids: readonly string[]): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    await lockSpaces(db, { entryIds: ids });
    const entries = await requireChangeable(ctx, db, ids);
    // in a hand-in folder there may lie, unseen by them, what members have handed in
    const lent = entries.find(({ space, kind, part }) => space.shared !== undefined && kind === 'folder' && part === 'hand_in');
    if (lent !== undefined) throw refusals.readOnly({ name: lent.name });
    const below = await subtreeOf(db, ids);
    const binnedIds = below.map(({ id }) => id);
    await sql`update files.entry e set binned_at = ${ctx.now()}, binned_by = ${ctx.caller.personId}, bin_id = n.root
      from unnest(${binnedIds}::uuid[], ${below.map(({ rootId }) => rootId)}::uuid[]) as n (id, root)
      where e.school_id = ${db.schoolId} and e.id = n.id`.execute(db);
    await sql`update files.file set deleted_at = ${ctx.now()} where school_id = ${db.schoolId} and (id = any(${binnedIds}) or version_of = any(${binnedIds}))`.execute(
      db,
    );
    await db.emit(filesChanged, { folderIds: [...new Set(entries.map(({ parentId, space }) => parentId ?? space.id))] });
    return {};
  });
}
