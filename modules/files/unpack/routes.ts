import { type Route, route } from '#kernel/module/manifest.ts';
import { listUnpackings, unpack } from './ask.ts';
import { unpackContract, unpackingsContract } from './contract.ts';

/** Unpacking archives. */
export const unpackRoutes: Route[] = [
  route(unpackContract, 'files.keep_own', (ctx, { params }) => unpack(ctx, params.fileId)),
  route(unpackingsContract, 'files.keep_own', (ctx, { query }) => listUnpackings(ctx, query)),
];
