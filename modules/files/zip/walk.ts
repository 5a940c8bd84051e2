import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireEntries, requirePlace } from '../tree/access.ts';
import { freeNames } from '../tree/entry-name.ts';
import type { ZipPiece } from './write-zip.ts';

/** Rows asked for at once. */
const pageRows = 200;

interface Row {
  id: string;
  kind: 'folder' | 'file';
  name: string;
  place: number;
  sortName: string;
  changedAt: Date;
  type: string | null;
  sizeBytes: number | null;
  hash: string | null;
  state: string | null;
}

/** Where a walk begins: chosen entries, or all that lies in the root of a space. */
export type Beginning = { ids: readonly string[] } | { spaceId: string };

/** A folder whose content is next, or where a walk begins. */
export type Level = Beginning | { parentId: string };

/** On whose behalf a walk goes. */
export interface Walker {
  now(): Date;
  /**
   * Hands `rows` a transaction and what of a level is seen there, about `files.entry e`, and gives back what it answers.
   *
   * @throws not found (404) when nothing of it is seen, or not any more
   */
  page<R>(level: Level, rows: (db: Db, seen: RawBuilder<unknown>) => Promise<R>): Promise<R>;
}

/** What stands at the end of a zip about files that were left out of it. */
type Note = (leftOut: readonly string[]) => { name: string; bytes: Buffer };

/**
 * Everything the caller sees in chosen folders and among chosen files, as pieces of a zip; page by page, each in a transaction of its own that asks for
 * the right again: where it ends meanwhile, the walk ends. Equal names in one folder get numbers. Files found harmful are left out.
 *
 * @throws not found (404) when the caller does not see one of them, or not any more
 * @param note  what says at the end which files were left out
 */
export function walkEntries(ctx: Ctx, begin: Beginning, note: Note): AsyncGenerator<ZipPiece> {
  return walkTree(
    { now: () => ctx.now(), page: (level, rows) => ctx.read(async (db) => rows(db, await seenIn(ctx, db, level))) },
    begin,
    note,
  );
}

/** The same on behalf of whoever a `Walker` stands for. */
export async function* walkTree(walker: Walker, begin: Beginning, note: Note): AsyncGenerator<ZipPiece> {
  const leftOut: string[] = [];
  const atTop = new Set<string>();
  const open: { level: Level; path: string; used: Set<string>; after: Row | null }[] = [
    { level: begin, path: '', used: atTop, after: null },
  ];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const { level, path, used, after } = top;
    const rows = await walker.page(level, (db, seen) => pageOf(db, seen, after));
    const folders: typeof open = [];
    for (const row of rows) {
      const [name = row.name] = freeNames([row.name], used);
      used.add(name.toLowerCase());
      const { changedAt } = row;
      if (row.kind === 'folder') {
        yield { path: `${path}${name}/`, changedAt, isFolder: true };
        folders.push({ level: { parentId: row.id }, path: `${path}${name}/`, used: new Set(), after: null });
      } else if (row.state === 'ready' && row.hash !== null)
        yield { path: path + name, changedAt, hash: row.hash, sizeBytes: row.sizeBytes ?? 0, type: row.type ?? '' };
      else leftOut.push(path + name);
    }
    const last = rows.at(-1);
    if (rows.length < pageRows || last === undefined) open.pop();
    else top.after = last;
    open.push(...folders.reverse());
  }
  if (leftOut.length === 0) return;
  const { name, bytes } = note(leftOut);
  yield { path: freeNames([name], atTop).join(''), changedAt: walker.now(), bytes };
}

async function pageOf(db: Db, which: RawBuilder<unknown>, after: Row | null): Promise<Row[]> {
  const beyond = after === null ? sql`` : sql`and (e.place, e.sort_name, e.id) > (${after.place}, ${after.sortName}, ${after.id}::uuid)`;
  const { rows } = await sql<Row>`select e.id, e.kind, e.name, e.place, e.sort_name as "sortName", e.changed_at as "changedAt", f.type,
      f.size_bytes as "sizeBytes", f.hash, f.state
    from files.entry e left join files.file f on f.school_id = e.school_id and f.id = e.file_id
    where e.school_id = ${db.schoolId} and ${which} and e.binned_at is null ${beyond}
    order by e.place, e.sort_name, e.id limit ${pageRows}`.execute(db);
  return rows;
}

/** What of a level the caller sees; the right is asked anew with every page. */
async function seenIn(ctx: Ctx, db: Db, level: Level): Promise<RawBuilder<unknown>> {
  if ('ids' in level) {
    const seen = await requireEntries(ctx, db, level.ids);
    return sql`e.id = any(${seen.map(({ id }) => id)})`;
  }
  const where = 'spaceId' in level ? level : { folderId: level.parentId };
  const { space, folder } = await requirePlace(ctx, db, where);
  const within = folder === null ? sql`e.space_id = ${space.id} and e.parent_id is null` : sql`e.parent_id = ${folder.id}`;
  return space.leads ? within : sql`${within} and (e.for_id is null or e.for_id = ${ctx.caller.personId})`;
}
