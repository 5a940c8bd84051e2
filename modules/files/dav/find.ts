import { type RawBuilder, sql } from 'kysely';
import { safeFileName } from '#kernel/blobs/file-name.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { type SeenEntry, seenBy } from '../tree/access.ts';
import { mostInFolder } from '../tree/limits.ts';
import { type SpaceRow, spaceColumn, spacesOf } from '../tree/spaces.ts';
import { notThere } from './answer.ts';

/** A folder or file as a network drive sees it. */
export interface DavEntry extends SeenEntry {
  /** As the drive calls it: with the member's name before it where a leader looks into a hand-in folder. */
  shown: string;
  type: string | null;
  sizeBytes: number;
  hash: string | null;
  state: string | null;
  madeAt: Date;
  changedAt: Date;
}

/** What an address leads to: the list of places, the root of one, or something in it. */
export type Found = { kind: 'top' } | { kind: 'space'; space: SpaceRow } | { kind: 'entry'; space: SpaceRow; entry: DavEntry };

/** One's own place, called the same in every language: bookmarks outlive a change of language. */
const ownName = 'Eigene Dateien';

/** The places of the caller under the names of their folders: one's own first, equal names numbered. */
export async function placesOf(ctx: Ctx, db: Db): Promise<Map<string, SpaceRow>> {
  const { rows } = await sql<{ space: SpaceRow }>`select ${spaceColumn} from (${spacesOf(ctx, db)}) s
    order by s.rank, files.sort_key(coalesce(s.name, '')) collate "C", s.id, s.leads desc`.execute(db);
  const places = new Map<string, SpaceRow>();
  const known = new Set<string>();
  for (const { space } of rows) {
    // who teaches and leads a group has its place once
    if (known.has(space.id)) continue;
    known.add(space.id);
    const name = space.kind === 'own' ? ownName : safeFileName((space.name ?? '').replaceAll(/[/\\]/g, '-'));
    let free = name;
    for (let number = 2; places.has(free); number += 1) free = `${name} (${number})`;
    places.set(free, space);
  }
  return places;
}

const columns = sql`e.id, e.kind, e.name, e.parent_id as "parentId", e.part, e.for_id as "forId", e.changed_at as "changedAt",
  f.type, coalesce(f.size_bytes, 0) as "sizeBytes", f.hash, f.state, coalesce(f.made_at, e.changed_at) as "madeAt"`;
const joins = sql`left join files.file f on f.school_id = e.school_id and f.id = e.file_id`;

/**
 * What lies directly in a folder or the root of a place, as far as the caller sees it. One statement, from an index; a drive knows no pages, and a folder holds
 * no more than 20,000.
 *
 * @param where  a condition on `e`; `sort_name` serves names, since the wall lets only leakproof operators use an index
 */
export async function childrenOf(
  ctx: Ctx,
  db: Db,
  space: SpaceRow,
  folder: DavEntry | null,
  where: RawBuilder<unknown> = sql`true`,
  limit = mostInFolder,
): Promise<DavEntry[]> {
  const within = folder === null ? sql`e.parent_id is null` : sql`e.parent_id = ${folder.id}`;
  // a leader finds one file of each member under the same name: the member's name comes first
  const isMembers = space.leads && space.kind !== 'own' && (folder?.part === 'hand_in' || space.rootPart === 'hand_in') && !folder?.forId;
  const shown = isMembers
    ? sql`case when e.for_id is null then e.name else (select p.name from people.pub_person p where p.school_id = e.school_id and p.id = e.for_id) || ' - ' || e.name end`
    : sql`e.name`;
  const { rows } = await sql<Omit<DavEntry, 'space'>>`select * from (select ${columns}, ${shown} as shown, e.place, e.sort_name
      from files.entry e cross join (select ${space.leads}::boolean as leads) s ${joins}
      where e.school_id = ${db.schoolId} and e.space_id = ${space.id} and ${within} and e.binned_at is null and ${seenBy(ctx.caller.personId)}) e
    where ${where} order by e.id limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, space }));
}

/** What an address leads to, or null. One statement for the place and one per name below it. */
export async function find(ctx: Ctx, db: Db, names: readonly string[]): Promise<Found | null> {
  const [place, ...below] = names;
  if (place === undefined) return { kind: 'top' };
  const space = (await placesOf(ctx, db)).get(place);
  if (space === undefined || below.length > 30) return null;
  let entry: DavEntry | null = null;
  for (const name of below) {
    if (entry !== null && entry.kind !== 'folder') return null;
    entry = await childNamed(ctx, db, space, entry, name);
    if (entry === null) return null;
  }
  return entry === null ? { kind: 'space', space } : { kind: 'entry', space, entry };
}

async function childNamed(ctx: Ctx, db: Db, space: SpaceRow, folder: DavEntry | null, name: string): Promise<DavEntry | null> {
  const named = await childrenOf(
    ctx,
    db,
    space,
    folder,
    sql`e.place in (0, 1) and e.sort_name = files.sort_key(${name}) and lower(e.shown) = lower(${name})`,
    1,
  );
  if (named[0] !== undefined) return named[0];
  const ofMember = space.leads && name.includes(' - ');
  return ofMember ? ((await childrenOf(ctx, db, space, folder, sql`lower(e.shown) = lower(${name})`, 1))[0] ?? null) : null;
}

/**
 * The same, for what must be there.
 *
 * @throws 404
 */
export async function requireFound(ctx: Ctx, db: Db, names: readonly string[]): Promise<Found> {
  const found = await find(ctx, db, names);
  if (found === null) throw notThere();
  return found;
}

/** The folder that something is put into: a place's root or a folder, by the address of the thing; null when there is none. */
export async function findAbove(ctx: Ctx, db: Db, names: readonly string[]): Promise<{ space: SpaceRow; folder: DavEntry | null } | null> {
  if (names.length < 2) return null;
  const above = await find(ctx, db, names.slice(0, -1));
  if (above === null || above.kind === 'top') return null;
  if (above.kind === 'space') return { space: above.space, folder: null };
  return above.entry.kind === 'folder' ? { space: above.space, folder: above.entry } : null;
}

/** What changes when the content does. */
export function etagOf(entry: DavEntry): string | null {
  return entry.hash === null ? null : `"${entry.hash.slice(0, 32)}"`;
}
