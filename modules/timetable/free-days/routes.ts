import { type Route, route } from '#kernel/module/manifest.ts';
import { freeDaysContract, removeFreeDaysContract, restoreFreeDaysContract, saveFreeDaysContract } from './contract.ts';
import { listFreeDays } from './list.ts';
import { removeFreeDays, restoreFreeDays } from './remove.ts';
import { saveFreeDays } from './save.ts';

/** Days without school: everybody sees them, few change them. */
export const freeDaysRoutes: readonly Route[] = [
  route(freeDaysContract, null, (ctx, { query }) => listFreeDays(ctx, query)),
  route(saveFreeDaysContract, 'timetable.edit_free_days', async (ctx, { params, body }) => {
    await saveFreeDays(ctx, params.freeSpanId, body);
    return {};
  }),
  route(removeFreeDaysContract, 'timetable.edit_free_days', async (ctx, { params }) => {
    await removeFreeDays(ctx, params.freeSpanId);
    return {};
  }),
  route(restoreFreeDaysContract, 'timetable.edit_free_days', async (ctx, { params }) => {
    await restoreFreeDays(ctx, params.freeSpanId);
    return {};
  }),
];
