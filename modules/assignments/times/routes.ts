import { type Route, route } from '#kernel/module/manifest.ts';
import { reopenContract, setTimesContract, timesContract } from './contract.ts';
import { listTimes } from './list.ts';
import { reopen } from './reopen.ts';
import { setTimes } from './set.ts';

/** Times that are not everybody's: for some, longer for one, open again. */
export const timesRoutes: Route[] = [
  route(timesContract, 'assignments.set', (ctx, { params, query }) => listTimes(ctx, params.assignmentId, query)),
  route(setTimesContract, 'assignments.set', (ctx, { params, body }) => setTimes(ctx, params.assignmentId, body)),
  route(reopenContract, 'assignments.set', (ctx, { params, body }) => reopen(ctx, params.assignmentId, body.closesAt)),
];
