import { type Route, route } from '#kernel/module/manifest.ts';
import { favouritesContract, findContract, markContract, recentContract } from './contract.ts';
import { findEntries, listFavourites, listRecent } from './find.ts';
import { markEntry } from './mark.ts';

/** Finding files without walking through folders. */
export const findRoutes: Route[] = [
  route(findContract, 'files.keep_own', (ctx, { query }) => findEntries(ctx, query)),
  route(recentContract, 'files.keep_own', (ctx, { query }) => listRecent(ctx, query)),
  route(favouritesContract, 'files.keep_own', (ctx, { query }) => listFavourites(ctx, query)),
  route(markContract, 'files.keep_own', (ctx, { params, body }) => markEntry(ctx, params.fileId, body.favourite)),
];
