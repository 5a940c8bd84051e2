import { type Route, route } from '#kernel/module/manifest.ts';
import { exportedMarksContract, markSchemeContract } from './contract.ts';
import { exportedMarks } from './export.ts';
import { setMarkScheme } from './set-scheme.ts';

/** Marks of a piece of work. */
export const markRoutes: Route[] = [
  route(exportedMarksContract, 'assignments.set', (ctx, { params }) => exportedMarks(ctx, params.assignmentId)),
  route(markSchemeContract, 'assignments.set', (ctx, { params, body }) => setMarkScheme(ctx, params.assignmentId, body)),
];
