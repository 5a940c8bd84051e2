import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { type OrderColumn, paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { sharedEntries, sharedTree } from '../share/access.ts';
import { seenBy } from '../tree/access.ts';
import { type EntryRow, entryColumns, entryJoins, shownEntry } from '../tree/entry-rows.ts';
import { type SpaceRow, shownSpace, spaceColumn, spacesOf } from '../tree/spaces.ts';
import type { FoundEntry } from './contract.ts';

interface Key {
  id: string;
  /** What the list is ordered by. */
  at: Date;
}

interface FoundRow extends EntryRow {
  /** Null: it lies in none of the caller's and is shared with them. */
  space: SpaceRow | null;
  folder_name: string | null;
}

const newestFirst: OrderColumn<Key>[] = [
  { column: 'e.at', type: 'timestamptz', of: (row) => row.at.toISOString() },
  { column: 'e.id', type: 'uuid', of: (row) => row.id },
];

/**
 * One page of entries through all spaces the caller may see and all that is shared with them, newest first. Two statements, three when something shared is
 * on the page.
 *
 * @param options.where  about `files.entry e`
 * @param options.at  the instant by which they are ordered
 * @param options.joins  what the two need
 * @param options.offListToo  also what they have taken off their list of what is shared with them
 */
export async function foundPage(
  ctx: Ctx,
  db: Db,
  page: { cursor?: string | undefined; limit?: number | undefined },
  options: { where: RawBuilder<unknown>; at?: RawBuilder<unknown>; joins?: RawBuilder<unknown>; offListToo?: boolean },
): Promise<{ items: FoundEntry[]; next: string | null }> {
  const { where, at = sql`e.changed_at`, joins = sql``, offListToo = false } = options;
  const { personId } = ctx.caller;
  const keys = db
    .selectFrom(
      sql<Key>`(select e.id, ${at} as at from (${spacesOf(ctx, db)}) s
        join files.entry e on e.school_id = ${db.schoolId} and e.space_id = s.id and e.binned_at is null ${joins}
        where ${seenBy(personId)} and ${where}
        union all select e.id, ${at} as at from (${sharedTree(ctx, db, { offListToo })}) e ${joins} where ${where})`.as('e'),
    )
    .selectAll();
  const found = await paged(keys, newestFirst, page, 'desc');
  // what costs more is asked for the entries of the page alone
  const ids = found.items.map(({ id }) => id);
  const { rows } = await sql<FoundRow>`select ${entryColumns(db, personId)}, found.space,
      (select o.name from files.entry o where o.school_id = e.school_id and o.id = e.parent_id) as folder_name
    from files.entry e ${entryJoins} left join (select s.id, ${spaceColumn} from (${spacesOf(ctx, db)}) s) found on found.id = e.space_id
    where e.school_id = ${db.schoolId} and e.id = any(${ids}) order by array_position(${ids}::uuid[], e.id)`.execute(db);
  const lentIds = rows.filter(({ space }) => space === null).map(({ id }) => id);
  const lent = lentIds.length === 0 ? [] : await sharedEntries(ctx, db, lentIds);
  const items = rows.flatMap((row) => {
    const space = row.space ?? lent.find(({ id }) => id === row.id)?.space;
    return space === undefined ? [] : [shownFound(row, space, personId)];
  });
  return { items, next: found.next };
}

function shownFound(row: FoundRow, space: SpaceRow, personId: string): FoundEntry {
  // above what is shared nothing is told
  const isRoot = space.shared?.rootId === row.id;
  return {
    ...shownEntry(row, space, personId),
    space: shownSpace(space),
    folderId: isRoot ? null : row.parent_id,
    folderName: isRoot ? null : row.folder_name,
  };
}
