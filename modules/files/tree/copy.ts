import { sql } from 'kysely';
import { keepMore } from '#kernel/blobs/ledger.ts';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesChanged } from '../events.ts';
import { requireRoom } from '../room.ts';
import { type Place, requireAddable, requireEntries } from './access.ts';
import type { copyContract } from './contract.ts';
import { freeNames } from './entry-name.ts';
import { lockSpaces } from './lock.ts';
import { landingAt, partOf, spaceKeys } from './place-entries.ts';
import { type Below, folderDepth, subtreeOf } from './subtree.ts';

/**
 * Copies folders with all the caller sees in them, and files, also into another space. The copies begin without earlier versions; no bytes are copied.
 * A taken name gets a number. Answers the copies in the order of the ids.
 *
 * @throws not found (404) when the caller does not see one of them or the place · `files.read_only` (403) where they may not add ·
 * `files.too_deep`, `files.folder_full`, `files.too_many` (422) · `files.quota_full` (413)
 */
export async function copyEntries(ctx: Ctx, { ids, ...where }: Body<typeof copyContract>): Promise<Answer<typeof copyContract>> {
  return ctx.write(async (db) => {
    await lockSpaces(db, { entryIds: ids, spaceIds: [where.spaceId] });
    const [entries, place] = await inOrder(requireEntries(ctx, db, ids), requireAddable(ctx, db, where));
    const below = await subtreeOf(db, ids, entries.every(({ space }) => space.leads) ? undefined : ctx.caller.personId);
    const landing = await landingAt(ctx, db, place, { count: entries.length, depth: folderDepth(below) });
    const names = freeNames(
      entries.map(({ name }) => name),
      landing.taken,
    );
    const copies = planCopies(below, new Map(entries.map(({ id }, index) => [id, names[index] ?? ''])), place);
    await requireRoom(ctx, db, place.space, await sizeOfFiles(db, copies));
    await insertCopies(ctx, db, place, copies, landing.forId);
    await db.emit(filesChanged, { folderIds: [place.folder?.id ?? place.space.id] });
    const made = new Map(copies.map((copy) => [copy.from, { id: copy.id, name: copy.name }]));
    return { items: entries.flatMap(({ id }) => made.get(id) ?? []) };
  });
}

/** A row to be made from another one; for a new folder `from` says nothing. */
export interface Copy {
  from: string;
  id: string;
  kind: 'folder' | 'file';
  name: string;
  parentId: string | null;
  part: string | null;
}

/** Each chosen entry with its tree; one that was chosen together with a folder around it comes once, in that folder. */
function planCopies(below: readonly Below[], tops: ReadonlyMap<string, string>, place: Place): Copy[] {
  const inTopFolder = partOf(place, 'folder');
  const inside = new Map(below.map(({ id }) => [id, newId()]));
  return below.map(
    ({ id, kind, name, parentId, rootId }): Copy => ({
      from: id,
      id: inside.get(id) ?? newId(),
      kind,
      name: rootId === id ? (tops.get(id) ?? name) : name,
      parentId: rootId === id ? (place.folder?.id ?? null) : (inside.get(parentId ?? '') ?? place.folder?.id ?? null),
      part: rootId === id ? partOf(place, kind) : inTopFolder,
    }),
  );
}

/** What the present content of the copied files takes together, in bytes. */
export async function sizeOfFiles(db: Db, copies: readonly Copy[]): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select coalesce(sum(f.size_bytes), 0)::bigint as bytes from files.file f
    where f.school_id = ${db.schoolId} and f.id = any(${copies.map(({ from }) => from)})`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** Makes the copies as the caller's work of this moment. Room, names and limits are the affair of whoever calls. */
export async function insertCopies(ctx: Ctx, db: Db, place: Place, copies: readonly Copy[], forId: string | null): Promise<void> {
  const keys = spaceKeys(place);
  const rows = JSON.stringify(copies);
  const { personId } = ctx.caller;
  const { rows: kept } = await sql<{
    hash: string;
  }>`insert into files.file (school_id, id, owner_id, space_id, made_by, name, type, size_bytes, hash, state, made_at)
    select f.school_id, n.id, ${keys.owner_id}::uuid, ${keys.owner_id === null ? place.space.id : null}::uuid, ${personId}::uuid, f.name, f.type, f.size_bytes, f.hash, f.state, ${ctx.now()}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as n (id uuid, "from" uuid, kind text) join files.file f on f.school_id = ${db.schoolId} and f.id = n."from"
    where n.kind = 'file' returning hash`.execute(db);
  await sql`insert into files.entry (school_id, id, kind, owner_id, group_id, course_id, parent_id, name, part, for_id, made_by, changed_at)
    select ${db.schoolId}::uuid, n.id, n.kind, ${keys.owner_id}::uuid, ${keys.group_id}::uuid, ${keys.course_id}::uuid, n."parentId", n.name, n.part,
      ${forId}::uuid, ${personId}::uuid, ${ctx.now()}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as n (id uuid, kind text, "parentId" uuid, name text, part text)`.execute(db);
  await keepMore(
    db,
    kept.map(({ hash }) => hash),
  );
}
