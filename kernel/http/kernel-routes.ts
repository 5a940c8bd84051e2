import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { type Route, route } from '#kernel/module/manifest.ts';
import { contextContract } from '#kernel/module/own-contracts.ts';
import { shellContract } from '#kernel/module/shell-contract.ts';
import { searchContract } from '#kernel/search/contract.ts';
import { searchEverywhere } from '#kernel/search/search.ts';
import type { Platform } from './platform.ts';
import { contextCookie } from './school-routes.ts';
import { waitingCounts } from './waiting-counts.ts';

/** Routes of the kernel itself in a school. */
export function kernelRoutes(platform: Platform): Route[] {
  return [
    route(shellContract, null, (ctx: Ctx) => ctx.read((db) => ctx.shell(db, waitingCounts(platform, ctx, db)))),
    route(
      searchContract,
      null,
      (ctx, { query }) => ctx.read(async (db) => ({ hits: await searchEverywhere(platform, ctx, db, query.q) })),
      {
        spare: true, // asked again with every letter
      },
    ),
    route(contextContract, null, async (ctx, { body }) => {
      if (!ctx.caller.contexts.includes(body.context)) throw kernelRefusals.forbidden();
      ctx.request.cookies.set(contextCookie, body.context, { path: `/api/${ctx.school.slug}`, maxAgeSeconds: 90 * 24 * 60 * 60 });
      return {};
    }),
  ];
}
