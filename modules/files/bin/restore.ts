import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { binEnd } from '../access.ts';
import { filesChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { sharedEntries } from '../share/access.ts';
import { mayAdd, seenBy } from '../tree/access.ts';
import type { Part, unbinContract } from '../tree/contract.ts';
import { freeNames } from '../tree/entry-name.ts';
import { mostDepth } from '../tree/limits.ts';
import { lockSpaces } from '../tree/lock.ts';
import { type SpaceRow, spaceColumn, spacesOf } from '../tree/spaces.ts';

/** Something in the bin, and the folder it comes back to. */
interface Binned {
  id: string;
  name: string;
  forId: string | null;
  space: SpaceRow;
  /** Null: the root, also when the folder it lay in is gone. */
  folderId: string | null;
  folderPart: Part | null;
}

/**
 * Takes folders with all that went with them, and files, out of the bin: back to where they were, into the root when that folder is gone. A name that
 * was taken meanwhile gets a number. What one has deleted out of a folder that is shared with one comes back there as long as one may change that folder.
 *
 * @throws not found (404) when one does not lie in the bin for the caller · `files.read_only` (403) when they may not add where it would come back ·
 * `files.too_deep` (422) with `most` when the folder it lay in has been moved so far down meanwhile
 */
export async function restoreEntries(ctx: Ctx, ids: readonly string[]): Promise<Answer<typeof unbinContract>> {
  return ctx.write(async (db) => {
    await lockSpaces(db, { entryIds: ids });
    const binned = await requireBinned(ctx, db, ids);
    await requireShallow(db, binned);
    const names = await namesFor(db, binned);
    const rows = binned.map(({ id, folderId, folderPart }, index) => ({ id, name: names[index], folderId, folderPart }));
    const { rows: back } = await sql<{ id: string }>`update files.entry e set binned_at = null, binned_by = null, bin_id = null,
        name = case when e.id = n.id then n.name else e.name end, parent_id = case when e.id = n.id then n."folderId" else e.parent_id end,
        part = case when n."folderId" is null then e.part else n."folderPart" end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, name text, "folderId" uuid, "folderPart" text)
      where e.school_id = ${db.schoolId} and e.bin_id = n.id returning e.id`.execute(db);
    const backIds = back.map(({ id }) => id);
    await sql`update files.file set deleted_at = null where school_id = ${db.schoolId} and (id = any(${backIds}) or version_of = any(${backIds}))`.execute(
      db,
    );
    await db.emit(filesChanged, { folderIds: [...new Set(binned.map(({ folderId, space }) => folderId ?? space.id))] });
    return { items: binned.map(({ id, name }, index) => ({ id, name: names[index] ?? name })) };
  });
}

async function requireBinned(ctx: Ctx, db: Db, ids: readonly string[]): Promise<Binned[]> {
  const { personId } = ctx.caller;
  const { rows } = await sql<Binned>`select e.id, e.name, e.for_id as "forId", ${spaceColumn}, o.id as "folderId", o.part as "folderPart"
    from files.entry e join (${spacesOf(ctx, db)}) s on s.id = e.space_id
    left join files.entry o on o.school_id = e.school_id and o.id = e.parent_id and o.space_id = e.space_id and o.binned_at is null
    where e.school_id = ${db.schoolId} and e.id = any(${[...ids]}) and e.bin_id = e.id and e.binned_at > ${binEnd(ctx.now())}
      and (s.leads or e.binned_by = ${personId}) and ${seenBy(personId)}
    order by array_position(${[...ids]}::uuid[], e.id)`.execute(db);
  for (const { space, folderId, folderPart, name } of rows) {
    const open = folderId === null ? mayAdd({ space, folder: null }) : space.leads || folderPart !== 'read';
    if (!open) throw refusals.readOnly({ name });
  }
  const missing = ids.filter((id) => !rows.some((row) => row.id === id));
  const all = missing.length === 0 ? rows : [...rows, ...(await requireBinnedInShares(ctx, db, missing))];
  return [...new Set(ids)].map((id) => all.find((row) => row.id === id) ?? notFound('file'));
}

/** What the caller has deleted out of folders that are shared with them, as long as they may put something there. */
async function requireBinnedInShares(ctx: Ctx, db: Db, ids: readonly string[]): Promise<Binned[]> {
  const { rows } = await sql<
    Omit<Binned, 'space'>
  >`select e.id, e.name, e.for_id as "forId", o.id as "folderId", o.part as "folderPart" from files.entry e
    join files.entry o on o.school_id = e.school_id and o.id = e.parent_id and o.space_id = e.space_id and o.binned_at is null
    where e.school_id = ${db.schoolId} and e.id = any(${[...ids]}) and e.bin_id = e.id and e.binned_at > ${binEnd(ctx.now())}
      and e.binned_by = ${ctx.caller.personId} and e.for_id is null`.execute(db);
  const folders = await sharedEntries(ctx, db, [...new Set(rows.flatMap(({ folderId }) => folderId ?? []))]);
  return rows.map((row) => {
    const folder = folders.find(({ id }) => id === row.folderId) ?? notFound('file');
    if (!mayAdd({ space: folder.space, folder })) throw refusals.readOnly({ name: row.name });
    return { ...row, space: folder.space };
  });
}

/** Free names, folder by folder. Names of others' hand-ins are not in the way: a name is free of them by whom it is for. */
async function namesFor(db: Db, binned: readonly Binned[]): Promise<string[]> {
  const places = binned.map(({ folderId, space }) => folderId ?? space.id);
  const { rows } = await sql<{
    place: string;
    name: string;
    forId: string | null;
  }>`select coalesce(e.parent_id, e.space_id) as place, lower(e.name) as name, e.for_id as "forId"
    from files.entry e where e.school_id = ${db.schoolId} and e.space_id = any(${[...new Set(binned.map(({ space }) => space.id))]}) and e.binned_at is null
      and coalesce(e.parent_id, e.space_id) = any(${[...new Set(places)]})`.execute(db);
  const keyOf = (place: string, forId: string | null) => `${place}/${forId ?? ''}`;
  const taken = new Map<string, Set<string>>();
  const take = (key: string, name: string) => taken.set(key, (taken.get(key) ?? new Set()).add(name));
  for (const { place, forId, name } of rows) take(keyOf(place, forId), name);
  return binned.map(({ name, forId }, index) => {
    const key = keyOf(places[index] ?? '', forId);
    const [free = name] = freeNames([name], taken.get(key) ?? new Set());
    take(key, free.toLowerCase());
    return free;
  });
}

/** Folders above the place and folders that come back, together. */
async function requireShallow(db: Db, binned: readonly Binned[]): Promise<void> {
  const wanted = JSON.stringify(binned.map(({ id, folderId }) => ({ id, folderId })));
  const { rows } = await sql<{ depth: number }>`with recursive wanted as (
      select n.id, n."folderId" from jsonb_to_recordset(${wanted}::jsonb) as n (id uuid, "folderId" uuid)),
    above as (select w.id, w."folderId" as at, 1 as depth from wanted w where w."folderId" is not null
      union all select a.id, e.parent_id, a.depth + 1 from above a
        join files.entry e on e.school_id = ${db.schoolId} and e.id = a.at and e.parent_id is not null),
    below as (select w.id, e.id as at, (e.kind = 'folder')::int as depth from wanted w join files.entry e on e.school_id = ${db.schoolId} and e.id = w.id
      union all select b.id, e.id, b.depth + (e.kind = 'folder')::int from below b
        join files.entry e on e.school_id = ${db.schoolId} and e.parent_id = b.at and e.bin_id = b.id)
    select coalesce(max((select coalesce(max(a.depth), 0) from above a where a.id = b.id) + b.depth), 0) as depth
    from (select id, max(depth) as depth from below group by id) b`.execute(db);
  if ((rows[0]?.depth ?? 0) > mostDepth) throw refusals.tooDeep({ most: mostDepth });
}
