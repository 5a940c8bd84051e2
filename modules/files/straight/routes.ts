import { type Route, route } from '#kernel/module/manifest.ts';
import { awaitArrival } from './await-arrival.ts';
import { beginStraight } from './begin.ts';
import { arrivalContract, partContract, straightContract } from './contract.ts';
import { partAddress } from './part-address.ts';

const own = { transaction: 'own' } as const; // they ask the store between their transactions

/** Uploads straight to the store. */
export const straightRoutes: Route[] = [
  route(straightContract, 'files.keep_own', (ctx, { params }) => beginStraight(ctx, params.uploadId), own),
  // asked for every few megabytes: on a fast line that is more than a person clicks
  route(partContract, 'files.keep_own', (ctx, { params }) => partAddress(ctx, params), { ...own, rate: 'drive' }),
  route(arrivalContract, 'files.keep_own', (ctx, { params }) => awaitArrival(ctx, params.uploadId), own),
];
