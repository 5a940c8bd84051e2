import { sql } from 'kysely';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { type Claimed, claimDue, giveUpLostPushes, type Outcome, saveOutcome } from './claim.ts';
import { titleOfModule } from './module-titles.ts';
import { prepareWriting, sendMail, type Writing } from './send-mail.ts';
import { type Subscription, sendPush, subscriptionsOf } from './send-push.ts';
import { pushHosts } from './settings.ts';

/**
 * Sends what is due in a school, fifty at a time. A mail is tried again with growing pauses while the fault may pass; a push once. The claim
 * is committed before, the outcome after: a process that dies in between sends a mail again under the same id and a push not.
 */
export const sendDue = jobType<Record<string, never>>({
  name: 'notices.send_due',
  runner: 'mails',
  limitSeconds: 300,
  // catches what a process left behind
  schedule: '7 * * * *',
  run: async (ctx, _payload, signal) => {
    await ctx.write((db) => giveUpLostPushes(db, ctx.now()));
    while (!signal.aborted) {
      const claimed = await ctx.write((db) => claimDue(db, ctx.now()));
      if (claimed.length === 0) return;
      const outside = await ctx.read(async (db) => ({
        writing: await prepareWriting(ctx, db, claimed, titleOfModule),
        devices: await subscriptionsOf(
          db,
          claimed.filter(({ channel }) => channel === 'push').map(({ personId }) => personId),
        ),
        hosts: await ctx.setting(db, pushHosts),
      }));
      for (const delivery of claimed) await handOver(ctx, delivery, outside);
    }
  },
});

interface Outside {
  writing: Writing;
  devices: ReadonlyMap<string, Subscription[]>;
  hosts: readonly string[];
}

async function handOver(ctx: SchoolCtx, delivery: Claimed, { writing, devices, hosts }: Outside): Promise<void> {
  const result: { outcome: Outcome; gone: string[] } =
    delivery.channel === 'mail'
      ? { outcome: await sendMail(ctx, writing, delivery), gone: [] }
      : await sendPush(ctx, devices.get(delivery.personId) ?? [], hosts, delivery);
  await ctx.write(async (db) => {
    const { outcome, gone } = result;
    await saveOutcome(db, outcome, ctx.now());
    if (gone.length > 0) await sql`delete from notices.subscription where school_id = ${db.schoolId} and id = any(${gone})`.execute(db);
    if (outcome.again !== undefined) await db.enqueue(sendDue, {}, { at: outcome.again, key: outcome.again.toISOString().slice(0, 16) });
  });
}
