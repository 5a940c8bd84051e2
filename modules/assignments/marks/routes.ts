import { type Route, route } from '#kernel/module/manifest.ts';
import { markSchemeContract } from './contract.ts';
import { setMarkScheme } from './set-scheme.ts';

/** Marks of a piece of work. */
export const markRoutes: Route[] = [
  route(markSchemeContract, 'assignments.set', (ctx, { params, body }) => setMarkScheme(ctx, params.assignmentId, body)),
];
