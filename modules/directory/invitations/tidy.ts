import { sql } from 'kysely';
import { jobType } from '#kernel/jobs/job.ts';

/** As long as the codes themselves are remembered. */
export const keepInvitationsDays = 365;

/** Forgets, every night, invitations of more than a year ago. */
export const tidyInvitations = jobType<object>({
  name: 'directory.tidy_invitations',
  runner: 'patient',
  limitSeconds: 60,
  schedule: '52 3 * * *',
  run: async (ctx) => {
    const before = new Date(ctx.now().getTime() - keepInvitationsDays * 24 * 3_600_000);
    await ctx.write((db) => sql`delete from directory.invitation where asked_at < ${before}`.execute(db));
  },
});
