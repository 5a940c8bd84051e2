import { sql } from 'kysely';
import { sweepBlobs } from '#kernel/blobs/ledger.ts';
import { inSchool, onPlatform } from '#kernel/db/transaction.ts';
import { keepHours } from '#kernel/http/idempotency.ts';
import type { Platform } from '#kernel/http/platform.ts';

/** Delivered events stay so long, for looking into a fault. */
const keepEventDays = 7;

/** The kernel's own tidying: delivered events, answers kept for repeats, content that nobody names any more. */
export function kernelJobs(platform: Platform) {
  return [
    {
      name: 'kernel:tidy',
      schedule: '17 3 * * *',
      task: async () => {
        const now = () => platform.clock.now(null);
        const before = (hours: number) => new Date(now().getTime() - hours * 3_600_000);
        await onPlatform(platform.pools.teaching, false, now, (db) =>
          sql`delete from kernel.outbox where dispatched_at < ${before(keepEventDays * 24)}`.execute(db),
        );
        for (const schoolId of await platform.schools.allIds()) {
          await inSchool(platform.pools.teaching, schoolId, false, { actorId: null, now }, (db) =>
            sql`delete from kernel.idempotency where school_id = ${schoolId} and at < ${before(keepHours)}`.execute(db),
          );
        }
        await sweepBlobs(platform, now);
      },
    },
  ];
}
