import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { requireRoom } from '../room.ts';
import { requireEntry, requirePlace } from '../tree/access.ts';
import { type Copy, insertCopies, sizeOfFiles } from '../tree/copy.ts';
import { freeNames, storedName } from '../tree/entry-name.ts';
import { lockSpaces } from '../tree/lock.ts';
import { landingAt } from '../tree/place-entries.ts';
import { type Below, subtreeOf } from '../tree/subtree.ts';
import type { collectContract } from './contract.ts';

/**
 * Copies what members have put into a folder to the caller's own files: a new folder with one folder per member, named "Beispiel, Anna". What was handed in
 * stays where it is; no bytes are copied.
 *
 * @throws not found (404) when the caller does not see the folder · `files.read_only` (403) when they do not lead the space ·
 * `files.nothing_to_collect` (409) · `files.quota_full` (413) · `files.too_many` (422)
 */
export async function collect(ctx: Ctx, folderId: string): Promise<Answer<typeof collectContract>> {
  return ctx.write(async (db) => {
    await lockSpaces(db, { entryIds: [folderId], spaceIds: [ctx.caller.personId] });
    const folder = await requireEntry(ctx, db, folderId);
    if (!folder.space.leads) throw refusals.readOnly({ name: folder.name });
    const handedIn = (await subtreeOf(db, [folderId])).filter(({ forId }) => forId !== null);
    if (handedIn.length === 0) throw refusals.nothingToCollect();
    const place = await requirePlace(ctx, db, {});
    const landing = await landingAt(ctx, db, place, { count: 1, depth: 3 });
    const [name = folder.name] = freeNames([folder.name], landing.taken);
    const top: Copy = { from: newId(), id: newId(), kind: 'folder', name, parentId: null, part: null };
    const folders = await memberFolders(db, handedIn, top.id);
    const copies = [top, ...folders.values(), ...copiesOf(handedIn, folders)];
    await requireRoom(ctx, db, place.space, await sizeOfFiles(db, copies));
    await insertCopies(ctx, db, place, copies, null);
    await db.emit(filesChanged, { folderIds: [place.space.id] });
    return { folderId: top.id, members: folders.size };
  });
}

/** A folder for each member who has handed something in: person id → folder. */
async function memberFolders(db: Db, handedIn: readonly Below[], parentId: string): Promise<Map<string, Copy>> {
  const ids = [...new Set(handedIn.flatMap(({ forId }) => forId ?? []))];
  const { rows } = await sql<{ id: string; name: string }>`select p.id, p.last_name || ', ' || coalesce(p.call_name, p.first_name) as name
    from people.pub_person p where p.school_id = ${db.schoolId} and p.id = any(${ids}) order by p.sort_name, p.id`.execute(db);
  const names = freeNames(
    rows.map((row) => storedName(row.name)),
    new Set(),
  );
  return new Map(
    rows.map((row, index) => [
      row.id,
      { from: newId(), id: newId(), kind: 'folder', name: names[index] ?? row.name, parentId, part: null },
    ]),
  );
}

/** Folders they made themselves keep their shape; what lay in folders of the leader comes directly into the member's folder, same names with a number. */
function copiesOf(handedIn: readonly Below[], folders: ReadonlyMap<string, Copy>): Copy[] {
  const ids = new Map(handedIn.map(({ id }) => [id, newId()]));
  const taken = new Map<string, Set<string>>();
  return handedIn.map(({ id, kind, name, parentId, forId }) => {
    const inside = ids.get(parentId ?? '');
    const folder = inside ?? folders.get(forId ?? '')?.id ?? '';
    const used = taken.get(folder) ?? new Set<string>();
    const [free = name] = freeNames([name], used);
    taken.set(folder, used.add(free.toLowerCase()));
    return { from: id, id: ids.get(id) ?? newId(), kind, name: free, parentId: folder, part: null };
  });
}
