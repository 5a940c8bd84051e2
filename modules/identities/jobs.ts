import { sql } from 'kysely';
import { jobType } from '#kernel/jobs/job.ts';
import { addDays, dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import { objectionDays } from './codes/lost-mailbox.ts';

const keepClosedDevicesDays = 30;
const keepCodesDays = 365;
/** Longer than somebody may object to a code: that they were signed in meanwhile is what says no. */
const keepEndedDays = objectionDays + 1;

/**
 * Forgets, every night, what has served: tries older than an hour, spent codes and links, devices closed or unused for a month, names
 * released in an earlier school year. Runs once per school and works on all; the second finds nothing.
 */
export const tidy = jobType({
  name: 'identities.tidy',
  runner: 'patient',
  limitSeconds: 120,
  schedule: '41 3 * * *',
  run: async (ctx) => {
    const now = ctx.now();
    const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
    await ctx.write(async (db) => {
      await sql`delete from identities.begun where at < ${new Date(now.getTime() - 3_600_000)}`.execute(db);
      await sql`delete from identities.mail_link where valid_until < ${daysAgo(1)}`.execute(db);
      await sql`delete from identities.code where made_at < ${daysAgo(keepCodesDays)}`.execute(db);
      await sql`delete from identities.device where closed_at < ${daysAgo(keepClosedDevicesDays)} or last_used_on < ${addDays(dayOf(now), -2 * keepClosedDevicesDays)}
        or ends_at < ${daysAgo(keepEndedDays)}`.execute(db);
      await sql`delete from identities.handle where released_on < ${`${schoolYearOf(dayOf(now))}-08-01`}::date`.execute(db);
    });
  },
});
