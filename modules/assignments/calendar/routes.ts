import { type Route, route } from '#kernel/module/manifest.ts';
import { calendarContract } from './contract.ts';
import { monthAtSchool } from './month.ts';

/** The days work is due on. */
export const calendarRoutes: Route[] = [route(calendarContract, null, (ctx, { query }) => monthAtSchool(ctx, query.month))];
