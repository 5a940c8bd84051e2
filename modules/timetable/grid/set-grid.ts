import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { Period } from './default-grid.ts';
import { setDefaultGrid } from './save-grid.ts';

/**
 * Sets the times of the school's default grid; clock at school, 'HH:MM'.
 *
 * @throws `timetable.grid_times` (422), `timetable.period_in_use` (409)
 */
export async function setGrid(ctx: SchoolCtx, periods: readonly Period[]): Promise<void> {
  await ctx.write(async (db) => {
    await setDefaultGrid(db, ctx.say('de', 'timetable:import.usualGrid'), periods);
    await db.audit({ act: 'timetable.grid_saved', data: { count: periods.length } });
  });
}
