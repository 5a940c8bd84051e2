import { type Route, route } from '#kernel/module/manifest.ts';
import { takeWorksheetsContract } from './contract.ts';
import { takeWorksheets } from './take.ts';

/** Worksheets of which every pupil has a copy of their own. */
export const worksheetRoutes: Route[] = [
  route(takeWorksheetsContract, 'assignments.hand_in', (ctx, { params }) => takeWorksheets(ctx, params.assignmentId)),
];
