import { type RawBuilder, sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { excerptsOf, holdsWords } from '../words/match.ts';
import type { favouritesContract, findContract, recentContract } from './contract.ts';
import { foundPage } from './found-rows.ts';

/** Whether the name of entry `e` holds these words one after the other, whatever their case, accents and umlauts; "IMG_2" also finds "IMG_2034". */
export function named(words: string): RawBuilder<boolean> {
  return sql<boolean>`(strpos(lower(e.name), lower(${words.trim()})) > 0 or strpos(e.sort_name, files.sort_key(${words.trim()})) > 0)`;
}

/** Whether these words are found in entry `e`: in its name, or in the text of the file. */
export function holding(db: Db, words: string): RawBuilder<boolean> {
  return sql<boolean>`(${named(words)} or ${holdsWords(db, words)})`;
}

/** Folders and files whose names or text hold these words, through all spaces the caller may see and all that is shared with them; last changed first. */
export async function findEntries(ctx: Ctx, query: Query<typeof findContract>): Promise<Answer<typeof findContract>> {
  return ctx.read(async (db) => {
    const page = await foundPage(ctx, db, query, { where: holding(db, query.q) });
    const files = page.items.filter(({ kind, locked }) => kind === 'file' && !locked).map(({ id }) => id);
    const excerpts = await excerptsOf(db, files, query.q);
    const items = page.items.map((entry) => {
      const excerpt = excerpts.get(entry.id);
      return excerpt === undefined ? entry : { ...entry, excerpt };
    });
    return { ...page, items };
  });
}

/** Files of all spaces the caller may see and of what is shared with them, last changed first. */
export async function listRecent(ctx: Ctx, query: Query<typeof recentContract>): Promise<Answer<typeof recentContract>> {
  return ctx.read((db) => foundPage(ctx, db, query, { where: sql`e.kind = 'file'` }));
}

/** What the caller has marked and may still see, last marked first. */
export async function listFavourites(ctx: Ctx, query: Query<typeof favouritesContract>): Promise<Answer<typeof favouritesContract>> {
  return ctx.read((db) =>
    foundPage(ctx, db, query, {
      where: sql`true`,
      offListToo: true,
      at: sql`mark.marked_at`,
      joins: sql`join files.favourite mark on mark.school_id = e.school_id and mark.entry_id = e.id and mark.person_id = ${ctx.caller.personId}`,
    }),
  );
}
