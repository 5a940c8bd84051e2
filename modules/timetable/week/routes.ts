import { type Route, route } from '#kernel/module/manifest.ts';
import { readChoices } from './choices.ts';
import { timetableChoicesContract, weekContract } from './contract.ts';
import { readWeek } from './week.ts';

/** What is seen of the timetable. Whose plans one may see is decided where they are read. */
export const weekRoutes: Route[] = [
  route(weekContract, null, (ctx, { query }) => readWeek(ctx, query)),
  route(timetableChoicesContract, null, (ctx, { query }) => readChoices(ctx, query)),
];
