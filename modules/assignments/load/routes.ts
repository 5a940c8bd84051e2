import { type Route, route } from '#kernel/module/manifest.ts';
import { loadContract } from './contract.ts';
import { loadAround } from './load.ts';

/** How much pupils have to do already. */
export const loadRoutes: Route[] = [route(loadContract, 'assignments.set', (ctx, { query }) => loadAround(ctx, query))];
