import { sql } from 'kysely';
import { jobType } from '#kernel/jobs/job.ts';

/** Notices stay so long; what they speak of stays where it is. */
export const keepDays = 180;

/** Throws away what is older than half a year, read or not. */
export const tidyNotices = jobType<Record<string, never>>({
  name: 'notices.tidy',
  runner: 'patient',
  limitSeconds: 120,
  schedule: '41 2 * * *',
  run: async (ctx) => {
    const before = new Date(ctx.now().getTime() - keepDays * 86_400_000);
    await ctx.write((db) => sql`delete from notices.notice where school_id = ${db.schoolId} and made_at < ${before}`.execute(db));
  },
});
