import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { spacesContract } from './contract.ts';
import { type SpaceRow, shownSpace, spaceColumn, spacesOf } from './spaces.ts';

/** The places whose files the caller may see: their own first, then courses and groups in the natural order of their names. */
export async function listSpaces(ctx: Ctx, query: Query<typeof spacesContract>): Promise<Answer<typeof spacesContract>> {
  return ctx.read(async (db) => {
    const spaces = db
      .selectFrom(
        sql<{ id: string; rank: number; sort_name: string; space: SpaceRow }>`(select s.id, s.rank,
          files.sort_key(coalesce(s.name, '')) collate "C" as sort_name, ${spaceColumn} from (${spacesOf(ctx, db)}) s)`.as('s'),
      )
      .selectAll();
    const page = await paged(
      spaces,
      [
        { column: 's.rank', type: 'int', of: (row) => row.rank },
        { column: 's.sort_name', type: 'text', of: (row) => row.sort_name },
        { column: 's.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
    );
    return { items: page.items.map(({ space }) => shownSpace(space)), next: page.next };
  });
}
