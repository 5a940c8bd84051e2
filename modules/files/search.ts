import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { SearchHit } from '#kernel/search/contract.ts';
import { holding } from './find/find.ts';
import { foundPage } from './find/found-rows.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/** Folders and files the caller may see whose names or text hold these words, last changed first. */
export async function searchFiles(ctx: Ctx, db: Db, words: string, limit: number): Promise<SearchHit[]> {
  if (!ctx.caller.permissions.has('files.keep_own')) return [];
  const { items } = await foundPage(ctx, db, { limit }, { where: holding(db, words) });
  const {
    searchHit: own,
    share: { place: lent },
  } = { de, en }[ctx.language];
  return items.map(({ name, space }) => ({
    kind: 'file',
    title: name,
    sub: space.sharedBy === undefined ? (space.name ?? own) : lent,
    path: `dateien?q=${encodeURIComponent(name)}`,
  }));
}
