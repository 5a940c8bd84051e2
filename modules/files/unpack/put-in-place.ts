import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { Refusal } from '#kernel/errors/refusal.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { filesChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { type Place, requireAddable } from '../tree/access.ts';
import { freeNames, storedName } from '../tree/entry-name.ts';
import { lockSpaces } from '../tree/lock.ts';
import { landingAt, partOf, spaceKeys } from '../tree/place-entries.ts';
import { requireOrder, type Unpacking } from './order.ts';

/** A file that lies in the store already, and its way below the new folder. */
export interface Unpacked {
  way: readonly string[];
  fileId: string;
}

interface NewEntry {
  id: string;
  kind: 'folder' | 'file';
  name: string;
  parentId: string | null;
}

/**
 * Makes a folder named after the archive beside it and puts everything there, in one transaction; equal names get numbers.
 *
 * @throws `files.unpacked_nowhere` (409) when the place is gone or its person may not add there any more · `files.too_deep`, `files.folder_full` (422)
 */
export async function putInPlace(
  ctx: SchoolCtx,
  order: Unpacking,
  { files, folders }: { files: readonly Unpacked[]; folders: readonly (readonly string[])[] },
): Promise<void> {
  await ctx.write(async (db) => {
    await lockSpaces(db, { spaceIds: [order.space.id] });
    // somebody else may have ended it meanwhile
    if ((await requireOrder(ctx, db, order.unpackingId)) === null) return;
    const place = await placeOf(db, order);
    const depth = Math.max(0, ...files.map(({ way }) => way.length - 1), ...folders.map((way) => way.length));
    const { taken, forId } = await landingAt(order.asking, db, place, { count: 1, depth: depth + 1 });
    const top = freeNames([storedName(order.name.replace(/\.zip$/i, ''))], taken).join('');
    const entries = planned(top, files, folders);
    await insert(ctx, db, order, place, forId, entries);
    await sql`delete from files.file where school_id = ${db.schoolId} and unpacking_id = ${order.unpackingId} and hash is null`.execute(db);
    await sql`update files.file f set state = 'ready', unpacking_id = null, name = n.name
      from unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ name }) => name)}::text[]) as n (id, name)
      where f.school_id = ${db.schoolId} and f.unpacking_id = ${order.unpackingId} and f.id = n.id`.execute(db);
    await sql`update files.unpacking set state = 'done', made_folder_id = ${entries[0]?.id ?? null}
      where school_id = ${db.schoolId} and id = ${order.unpackingId}`.execute(db);
    await db.emit(filesChanged, { folderIds: [place.folder?.id ?? place.space.id] });
  });
}

async function placeOf(db: Db, { asking, space, folderId }: Unpacking): Promise<Place> {
  try {
    return await requireAddable(asking, db, { spaceId: space.id, folderId });
  } catch (fault) {
    throw fault instanceof Refusal ? refusals.unpackedNowhere() : fault;
  }
}

/** All folders on the ways, each once, and the files; folders before what lies in them. */
function planned(top: string, files: readonly Unpacked[], folders: readonly (readonly string[])[]): NewEntry[] {
  const first: NewEntry = { id: newId(), kind: 'folder', name: top, parentId: null };
  const entries = [first];
  const used = new Map<string, Set<string>>();
  const known = new Map<string, string>([['', first.id]]);
  const add = (kind: NewEntry['kind'], id: string, wanted: string, parentId: string) => {
    const names = used.get(parentId) ?? new Set<string>();
    const name = freeNames([wanted], names).join('');
    used.set(parentId, names.add(name.toLowerCase()));
    entries.push({ id, kind, name, parentId });
    return id;
  };
  const folderAt = (way: readonly string[]): string => {
    // two folders whose names differ only by case are one, as on Windows and macOS
    const key = way.join('/').toLowerCase();
    const id = known.get(key) ?? add('folder', newId(), way.at(-1) ?? '', folderAt(way.slice(0, -1)));
    known.set(key, id);
    return id;
  };
  for (const way of folders) folderAt(way);
  // all folders first, so that a file gives way to a folder of its name
  for (const { way } of files) folderAt(way.slice(0, -1));
  for (const { way, fileId } of files) add('file', fileId, way.at(-1) ?? '', folderAt(way.slice(0, -1)));
  return entries;
}

async function insert(
  ctx: SchoolCtx,
  db: Db,
  order: Unpacking,
  place: Place,
  forId: string | null,
  entries: readonly NewEntry[],
): Promise<void> {
  const keys = spaceKeys(place);
  await sql`insert into files.entry (school_id, id, kind, owner_id, group_id, course_id, parent_id, name, part, for_id, made_by, changed_at)
    select ${db.schoolId}, n.id, n.kind, ${keys.owner_id}, ${keys.group_id}, ${keys.course_id}, coalesce(n."parentId", ${place.folder?.id ?? null}::uuid), n.name,
      ${partOf(place, 'folder')}, ${forId}, ${order.personId}, ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as n (id uuid, kind text, name text, "parentId" uuid)`.execute(db);
}
