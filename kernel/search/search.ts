import type { Db } from '#kernel/db/db.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { visiblePages } from '#kernel/http/shell.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { SearchHit } from './contract.ts';

/** Hits shown per module. */
const perModule = 6;

/** Asks every module that is on for what the caller may see and finds; pages of the menu come last. */
export async function searchEverywhere(platform: Platform, ctx: Ctx, db: Db, words: string): Promise<SearchHit[]> {
  const hits: SearchHit[] = [];
  for (const module of platform.modules) {
    if (module.search && !ctx.school.modulesOff.has(module.id)) hits.push(...(await module.search(ctx, db, words.trim(), perModule)));
  }
  const wanted = words.trim().toLocaleLowerCase('de');
  const pages = visiblePages(platform, ctx).filter(({ title }) => title[ctx.language].toLocaleLowerCase('de').includes(wanted));
  return [...hits, ...pages.map(({ title, path }) => ({ kind: 'page' as const, title: title[ctx.language], sub: '', path }))];
}
