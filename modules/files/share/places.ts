import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { mayAdd } from '../tree/access.ts';
import { shownSpace, spacesOf } from '../tree/spaces.ts';
import { holdsFor, isOffList, sharedEntries } from './access.ts';
import type { sharedPlacesContract } from './contract.ts';

/**
 * Folders that others share with the caller for changing, each once, in the natural order of their names; not those the caller has taken off their list, nor what
 * lies in a space of theirs, where the space says what they may do. Two statements, however many there are.
 */
export async function listSharedPlaces(ctx: Ctx, query: Query<typeof sharedPlacesContract>): Promise<Answer<typeof sharedPlacesContract>> {
  return ctx.read(async (db) => {
    const folders = db
      .selectFrom(
        sql<{ id: string; sort_name: string }>`(select distinct e.id, e.sort_name from files.share h
          join files.entry e on e.school_id = ${db.schoolId} and e.id = h.entry_id
          where ${holdsFor(ctx, db)} and h.may_change and not ${isOffList(ctx, db)} and e.kind = 'folder' and e.binned_at is null and e.for_id is null
            and e.space_id not in (select own.id from (${spacesOf(ctx, db)}) own))`.as('e'),
      )
      .selectAll();
    const page = await paged(
      folders,
      [
        { column: 'e.sort_name', type: 'text', of: (row) => row.sort_name },
        { column: 'e.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
    );
    const seen = await sharedEntries(
      ctx,
      db,
      page.items.map(({ id }) => id),
    );
    const byId = new Map(seen.map((folder) => [folder.id, folder]));
    const places = page.items.flatMap(({ id }) => byId.get(id) ?? []).filter((folder) => mayAdd({ space: folder.space, folder }));
    return { items: places.map(({ id, name, space }) => ({ id, name, space: shownSpace(space) })), next: page.next };
  });
}
