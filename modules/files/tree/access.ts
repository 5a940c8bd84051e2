import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { refusals } from '../refusals.ts';
import { sharedEntries } from '../share/access.ts';
import type { Part } from './contract.ts';
import type { SeenEntry } from './seen-entry.ts';
import { type Asking, type SpaceRow, spaceColumn, spacesOf } from './spaces.ts';

export type { SeenEntry } from './seen-entry.ts';

/** Where something can be put: the root of a space, or a folder in it. */
export interface Place {
  space: SpaceRow;
  folder: SeenEntry | null;
}

/** Whether the caller sees entry `e` of space `s`: what a member has handed in is for that member and the leaders. */
export function seenBy(personId: string): RawBuilder<boolean> {
  return sql<boolean>`(s.leads or e.for_id is null or e.for_id = ${personId})`;
}

/** What members may do where the entry lies: the part of its folder. */
export function partAround(entry: Pick<SeenEntry, 'parentId' | 'part' | 'space'>): Part {
  return entry.parentId === null ? entry.space.rootPart : (entry.part ?? 'open');
}

/** Whether the caller may rename, move, delete or replace an entry they see. */
export function mayChange(personId: string, entry: Omit<SeenEntry, 'kind' | 'name'>): boolean {
  const { shared } = entry.space;
  // what is shared itself stays as it is: only what lies in it is theirs to change
  if (shared !== undefined) return shared.mayChange && entry.id !== shared.rootId;
  if (entry.space.leads) return true;
  const part = partAround(entry);
  return part === 'open' || (part === 'hand_in' && entry.forId === personId);
}

/** Whether the caller may put something there. */
export function mayAdd({ space, folder }: Place): boolean {
  if (space.shared !== undefined) return space.shared.mayChange && folder !== null;
  return space.leads || (folder === null ? space.rootPart : folder.part) !== 'read';
}

const columns = sql`e.id, e.kind, e.name, e.parent_id as "parentId", e.part, e.for_id as "forId", ${spaceColumn}`;

/**
 * Folders and files the caller may see, in their own spaces or shared with them, in the order of the ids, each once; outside the bin.
 *
 * @throws not found (404) when one of them is none of those, whatever the reason
 */
export async function requireEntries(ctx: Asking, db: Db, ids: readonly string[]): Promise<SeenEntry[]> {
  const { rows } = await sql<SeenEntry>`select ${columns} from files.entry e join (${spacesOf(ctx, db)}) s on s.id = e.space_id
    where e.school_id = ${db.schoolId} and e.id = any(${[...ids]}) and e.binned_at is null and ${seenBy(ctx.caller.personId)}
    order by array_position(${[...ids]}::uuid[], e.id)`.execute(db);
  const missing = ids.filter((id) => !rows.some((row) => row.id === id));
  const all = missing.length === 0 ? rows : [...rows, ...(await sharedEntries(ctx, db, missing))];
  return [...new Set(ids)].map((id) => all.find((row) => row.id === id) ?? notFound('file'));
}

/** One folder or file the caller may see, outside the bin; not found (404) otherwise. */
export async function requireEntry(ctx: Asking, db: Db, id: string): Promise<SeenEntry> {
  const [entry] = await requireEntries(ctx, db, [id]);
  return entry ?? notFound('file');
}

/**
 * Entries the caller may rename, move, delete or replace.
 *
 * @throws not found (404) when they do not see one · `files.read_only` (403) when they see it but members only read there
 */
export async function requireChangeable(ctx: Asking, db: Db, ids: readonly string[]): Promise<SeenEntry[]> {
  const entries = await requireEntries(ctx, db, ids);
  const fixed = entries.find((entry) => !mayChange(ctx.caller.personId, entry));
  if (fixed !== undefined) throw refusals.readOnly({ name: fixed.name });
  return entries;
}

/**
 * A space of the caller's.
 *
 * @throws not found (404) when it is not theirs or there is none
 */
export async function requireSpace(ctx: Asking, db: Db, spaceId: string): Promise<SpaceRow> {
  const { rows } = await sql<{
    space: SpaceRow;
  }>`select ${spaceColumn} from (${spacesOf(ctx, db)}) s where s.id = ${spaceId} order by s.leads desc limit 1`.execute(db);
  return rows[0]?.space ?? notFound('folder');
}

/**
 * A folder, or the root of a space, that the caller may see. Without a space and a folder: the root of their own.
 *
 * @throws not found (404) when they may not see it, it is a file or in the bin, or the folder lies in another space
 */
export async function requirePlace(
  ctx: Asking,
  db: Db,
  where: { spaceId?: string | undefined; folderId?: string | null | undefined },
): Promise<Place> {
  if (!where.folderId) return { space: await requireSpace(ctx, db, where.spaceId ?? ctx.caller.personId), folder: null };
  const folder = await requireEntry(ctx, db, where.folderId);
  if (folder.kind !== 'folder' || (where.spaceId !== undefined && where.spaceId !== folder.space.id)) notFound('folder');
  return { space: folder.space, folder };
}

/**
 * A place where the caller may put something.
 *
 * @throws not found (404) when they may not see it · `files.read_only` (403) when they only read there
 */
export async function requireAddable(ctx: Asking, db: Db, where: { spaceId?: string | undefined; folderId?: string | null | undefined }) {
  const place = await requirePlace(ctx, db, where);
  if (!mayAdd(place)) throw refusals.readOnly({ name: place.folder?.name ?? place.space.name ?? '' });
  return place;
}
