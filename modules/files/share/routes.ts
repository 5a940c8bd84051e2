import { type Route, route } from '#kernel/module/manifest.ts';
import {
  endShareContract,
  listedContract,
  shareContract,
  sharedByMeContract,
  sharedPlacesContract,
  sharedWithMeContract,
  sharesContract,
  shareTargetsContract,
} from './contract.ts';
import { listByMe, listShares, listWithMe } from './list.ts';
import { setListed } from './own-list.ts';
import { listSharedPlaces } from './places.ts';
import { endShare, share } from './share.ts';
import { listTargets } from './targets.ts';

/** Sharing with persons, groups and courses. */
export const shareRoutes: Route[] = [
  route(shareTargetsContract, 'files.share', (ctx, { query }) => listTargets(ctx, query)),
  route(shareContract, 'files.share', (ctx, { params, body }) => share(ctx, params.fileId, body)),
  route(sharesContract, 'files.share', (ctx, { params, query }) => listShares(ctx, params.fileId, query)),
  route(endShareContract, 'files.share', (ctx, { params }) => endShare(ctx, params.shareId)),
  route(sharedWithMeContract, 'files.keep_own', (ctx, { query }) => listWithMe(ctx, query)),
  route(sharedPlacesContract, 'files.keep_own', (ctx, { query }) => listSharedPlaces(ctx, query)),
  route(listedContract, 'files.keep_own', (ctx, { params, body }) => setListed(ctx, params.shareId, body.listed)),
  route(sharedByMeContract, 'files.share', (ctx, { query }) => listByMe(ctx, query)),
];
