import type { Route } from '#kernel/module/manifest.ts';
import { freeDaysRoutes } from './free-days/routes.ts';
import { weekRoutes } from './week/routes.ts';

/** What can be asked of the timetable and done to it; each topic has its own. */
export const routes: readonly Route[] = [...freeDaysRoutes, ...weekRoutes];
