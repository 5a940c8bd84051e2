import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { requireRoom } from '../room.ts';
import { type Place, requireAddable, requireChangeable } from './access.ts';
import type { moveContract } from './contract.ts';
import { freeNames } from './entry-name.ts';
import { lockSpaces } from './lock.ts';
import { type Landing, landingAt, partOf, spaceKeys } from './place-entries.ts';
import { type Below, bytesOf, folderDepth, subtreeOf } from './subtree.ts';

/**
 * Moves folders with all in them, and files, also into another space; what lies there already stays as it is. A taken name gets a number.
 *
 * @throws not found (404) when the caller does not see one of them or the place · `files.read_only` (403) · `files.into_itself` (409) with `name` ·
 * `files.too_deep`, `files.folder_full`, `files.too_many` (422) · `files.quota_full` (413) when it goes into a space with too little room
 */
export async function moveEntries(ctx: Ctx, { ids, ...where }: Body<typeof moveContract>): Promise<Answer<typeof moveContract>> {
  return ctx.write(async (db) => {
    await lockSpaces(db, { entryIds: ids, spaceIds: [where.spaceId] });
    const [entries, place] = await inOrder(requireChangeable(ctx, db, ids), requireAddable(ctx, db, where));
    // what is shared is changed where it lies, and not carried off
    const carried = entries.find(({ space }) => space.shared !== undefined && space.shared.rootId !== place.space.shared?.rootId);
    if (carried !== undefined) throw refusals.readOnly({ name: carried.name });
    const moving = entries.filter(({ parentId, space }) => parentId !== (place.folder?.id ?? null) || space.id !== place.space.id);
    if (moving.length === 0) return { items: entries.map(({ id, name }) => ({ id, name })) };
    const below = await subtreeOf(
      db,
      moving.map(({ id }) => id),
    );
    const landing = await landingAt(ctx, db, place, { count: moving.length, depth: folderDepth(below) });
    const round = moving.find(({ id }) => landing.above.has(id));
    if (round !== undefined) throw refusals.intoItself({ name: round.name });
    const coming = new Set(moving.filter(({ space }) => space.id !== place.space.id).map(({ id }) => id));
    if (coming.size > 0) await requireRoom(ctx, db, place.space, bytesOf(below.filter(({ rootId }) => coming.has(rootId))));

    const names = new Map(
      freeNames(
        moving.map(({ name }) => name),
        landing.taken,
      ).map((name, index) => [moving[index]?.id, name]),
    );
    const stays = new Set(moving.filter(({ space }) => space.id === place.space.id).map(({ id }) => id));
    await put(db, place, landing, below, { names, stays });
    const folderIds = new Set([place.folder?.id ?? place.space.id, ...moving.map(({ parentId, space }) => parentId ?? space.id)]);
    await db.emit(filesChanged, { folderIds: [...folderIds] });
    return { items: entries.map(({ id, name }) => ({ id, name: names.get(id) ?? name })) };
  });
}

/**
 * The rows as they lie afterwards. What a member has handed in stays theirs when a leader sorts it within the hand-in folders of the space; anywhere else
 * it is what the place makes of it.
 */
async function put(
  db: Db,
  place: Place,
  landing: Landing,
  below: readonly Below[],
  { names, stays }: { names: ReadonlyMap<string | undefined, string>; stays: ReadonlySet<string> },
): Promise<void> {
  const inTopFolder = partOf(place, 'folder');
  const rows = below.map(({ id, kind, forId, rootId, depth }) => ({
    id,
    name: names.get(id) ?? null,
    part: depth === 0 ? partOf(place, kind) : inTopFolder,
    forId: landing.forId ?? (stays.has(rootId) && place.folder?.part === 'hand_in' ? forId : null),
  }));
  const keys = spaceKeys(place);
  await sql`update files.entry e set owner_id = ${keys.owner_id}, group_id = ${keys.group_id}, course_id = ${keys.course_id}, part = n.part, for_id = n."forId",
      name = coalesce(n.name, e.name), parent_id = case when n.name is null then e.parent_id else ${place.folder?.id ?? null}::uuid end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, name text, part text, "forId" uuid)
    where e.school_id = ${db.schoolId} and e.id = n.id`.execute(db);
  const files = rows.map(({ id }) => id);
  await sql`update files.file f set owner_id = ${keys.owner_id}, space_id = ${keys.owner_id === null ? place.space.id : null}
    where f.school_id = ${db.schoolId} and (f.id = any(${files}) or f.version_of = any(${files}))`.execute(db);
}
