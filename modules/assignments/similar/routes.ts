import { type Route, route } from '#kernel/module/manifest.ts';
import { similarContract } from './contract.ts';
import { similarHandIns } from './similar.ts';

/** Hand-ins that resemble each other. */
export const similarRoutes: Route[] = [
  route(similarContract, 'assignments.set', (ctx, { params }) => similarHandIns(ctx, params.assignmentId)),
];
