import type { Module } from '#kernel/module/manifest.ts';
import { seedFreeDays } from './free-days.ts';
import { seedTimetable } from './timetable.ts';

/** What the demo city knows of days: first which are free, then what is taught on the others. */
export const demo: NonNullable<Module['demo']> = async (ctx, db) => {
  await seedFreeDays(ctx, db);
  await seedTimetable(ctx, db);
};
