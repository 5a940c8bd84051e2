import type { Static } from 'typebox';
import { Check } from 'typebox/value';
import { jobType } from '#kernel/jobs/job.ts';
import { valuesOfPersons } from '#kernel/settings/own-values.ts';
import { berlin, dayOf } from '#kernel/time/calendar.ts';
import { claimDigests, saveOutcome } from './claim.ts';
import { titleOfModule } from './module-titles.ts';
import { nextLoud } from './quiet-hours.ts';
import { prepareWriting, sendDigest } from './send-mail.ts';
import { QuietHours, quietHours } from './settings.ts';

/** Collected mails leave at this hour of the clock at school. */
export const digestHour = 16;

/**
 * One mail a day with everything that was collected for a person. For whom it is quiet at that hour (weekends), it waits for the next day.
 * The schedule is asked around the hour because schedules know no time zone; only the right hour sends.
 */
export const sendDigests = jobType<Record<string, never>>({
  name: 'notices.send_digests',
  runner: 'mails',
  limitSeconds: 600,
  schedule: '0 14-16 * * *',
  run: async (ctx, _payload, signal) => {
    const now = ctx.now();
    if (berlin(now).hour !== digestHour) return;
    const claimed = await ctx.write((db) => claimDigests(db, now));
    if (claimed.length === 0) return;
    const byPerson = Map.groupBy(claimed, ({ personId }) => personId);
    const { writing, own, usual } = await ctx.read(async (db) => ({
      writing: await prepareWriting(ctx, db, claimed, titleOfModule),
      own: await valuesOfPersons(db, quietHours.id, [...byPerson.keys()]),
      usual: await ctx.setting(db, quietHours),
    }));
    const quietOf = (personId: string): Static<typeof QuietHours> => {
      const value = own.get(personId);
      return Check(QuietHours, value) ? value : usual;
    };
    for (const [personId, each] of byPerson) {
      const waits = signal.aborted || nextLoud(now, quietOf(personId)) > now;
      const outcome = waits
        ? { ids: each.map(({ id }) => id), state: 'waiting' as const, reason: 'digest' as const }
        : await sendDigest(ctx, writing, each, dayOf(now));
      await ctx.write((db) => saveOutcome(db, outcome, ctx.now()));
    }
  },
});
