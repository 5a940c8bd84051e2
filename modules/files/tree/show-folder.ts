import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import { type OrderColumn, paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { mayAdd, type Place, requirePlace } from './access.ts';
import type { folderContract } from './contract.ts';
import { entryRows, shownEntry } from './entry-rows.ts';
import { shownSpace } from './spaces.ts';

type Asked = Query<typeof folderContract>;

/** What a page is ordered by. Columns that cost more are asked for the entries of the page alone: a folder may hold thousands. */
interface Key {
  id: string;
  place: number;
  /** For lists that count down: folders still come first. */
  place_down: number;
  sort_name: string;
  changed_at: Date;
  size_bytes: number;
}

/**
 * One page of a folder, folders first, and the way to it. By date and size the newest and the largest come first unless asked otherwise.
 * Four statements, whatever lies in it.
 *
 * @throws not found (404) when the caller may not see it, or it is in the bin
 */
export async function showFolder(ctx: Ctx, query: Asked): Promise<Answer<typeof folderContract>> {
  const { personId } = ctx.caller;
  return ctx.read(async (db) => {
    const place = await requirePlace(ctx, db, query);
    const { space, folder } = place;
    const [page, trail] = await inOrder(pageOf(db, place, query, personId), trailTo(db, folder?.id ?? null, space.shared?.rootId));
    const rows = await entryRows(db, personId, [folder?.id ?? space.id, ...page.items.map(({ id }) => id)]);
    const entries = rows.map((row) => shownEntry(row, space, personId));
    return {
      space: shownSpace(space),
      folder: folder === null ? null : (entries.shift() ?? null),
      trail,
      mayAdd: mayAdd(place),
      items: entries,
      next: page.next,
    };
  });
}

function pageOf(db: Db, { space, folder }: Place, query: Asked, personId: string) {
  const sort = query.sort ?? 'name';
  const direction = query.order ?? (sort === 'name' ? 'asc' : 'desc');
  const within = folder === null ? sql`e.parent_id is null` : sql`e.parent_id = ${folder.id}`;
  const seen = space.leads ? sql`true` : sql`(e.for_id is null or e.for_id = ${personId})`;
  const [size, files] =
    sort === 'size'
      ? [sql`coalesce(f.size_bytes, 0)`, sql`left join files.file f on f.school_id = ${db.schoolId} and f.id = e.file_id`]
      : [sql`0::bigint`, sql``];
  const keys = db
    .selectFrom(
      sql<Key>`(select e.id, e.place, 1 - e.place as place_down, e.sort_name, e.changed_at, ${size} as size_bytes from files.entry e ${files}
        where e.school_id = ${db.schoolId} and e.space_id = ${space.id} and e.binned_at is null and ${within} and ${seen})`.as('e'),
    )
    .selectAll();
  return paged(keys, orderBy(sort, direction), query, direction);
}

function orderBy(sort: 'name' | 'date' | 'size', direction: 'asc' | 'desc'): OrderColumn<Key>[] {
  const folders: OrderColumn<Key> =
    direction === 'asc'
      ? { column: 'e.place', type: 'int', of: (row) => row.place }
      : { column: 'e.place_down', type: 'int', of: (row) => row.place_down };
  const keys: Record<typeof sort, OrderColumn<Key>> = {
    name: { column: 'e.sort_name', type: 'text', of: (row) => row.sort_name },
    date: { column: 'e.changed_at', type: 'timestamptz', of: (row) => row.changed_at.toISOString() },
    size: { column: 'e.size_bytes', type: 'bigint', of: (row) => row.size_bytes },
  };
  return [folders, keys[sort], { column: 'e.id', type: 'uuid', of: (row) => row.id }];
}

/** The folders from the root down to this one, itself included. What lies in a folder one may see lies on a way one may see. */
async function trailTo(db: Db, folderId: string | null, rootId?: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`with recursive way as (
      select e.id, e.name, e.parent_id, 0 as up from files.entry e where e.school_id = ${db.schoolId} and e.id = ${folderId}
      union all select e.id, e.name, e.parent_id, w.up + 1 from way w join files.entry e on e.school_id = ${db.schoolId} and e.id = w.parent_id)
    select id, name from way order by up desc`.execute(db);
  // above what is shared nothing is told
  return rootId === undefined
    ? rows
    : rows.slice(
        Math.max(
          0,
          rows.findIndex(({ id }) => id === rootId),
        ),
      );
}
