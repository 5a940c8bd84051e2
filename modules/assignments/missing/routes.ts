import { type Route, route } from '#kernel/module/manifest.ts';
import { missingContract, remindMissingContract } from './contract.ts';
import { listMissing } from './list.ts';
import { remindMissing } from './remind.ts';

/** Who has not handed in yet, over all one's work. */
export const missingRoutes: Route[] = [
  route(missingContract, 'assignments.set', (ctx, { query }) => listMissing(ctx, query)),
  route(remindMissingContract, 'assignments.set', (ctx, { body }) => remindMissing(ctx, body)),
];
