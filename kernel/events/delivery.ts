import { sql } from 'kysely';
import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { wokenTopics } from '#kernel/live/topics.ts';
import type { Happened } from './event.ts';

/** How many events one transaction takes out of the outbox. */
const batch = 200;

/**
 * Takes waiting events out of the outbox and turns each into one job per listener, in one transaction: an event is
 * lost on no crash. Then wakes the live topics. Several processes may do this at once (`skip locked`).
 *
 * @param onlySchool  only events of this school; for tests, whose processes share a database
 * @returns how many events were taken
 */
export async function deliverEvents(platform: Platform, onlySchool: string | null = null): Promise<number> {
  const now = () => platform.clock.now(null);
  const events = await onPlatform(platform.pools.teaching, false, now, async (db) => {
    const { rows } = await sql<Happened>`update kernel.outbox set dispatched_at = ${now()} where id in (
        select id from kernel.outbox where dispatched_at is null and (${onlySchool}::uuid is null or school_id = ${onlySchool}) order by id limit ${batch} for update skip locked
      ) returning id, name, school_id as "schoolId", at, data`.execute(db);
    const jobs = rows.flatMap((happened) => listenerTasks(platform, happened.name).map((task) => ({ task, happened })));
    if (jobs.length > 0) {
      await sql`select graphile_worker.add_job(j->>'task', (j->'happened')::json, max_attempts => 12)
        from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) with ordinality as e(j, place) order by place`.execute(db);
    }
    return rows;
  });
  for (const happened of events) {
    if (happened.schoolId === null) continue;
    for (const topic of new Set(wokenTopics(platform.modules, happened))) platform.hub.wake(happened.schoolId, topic);
  }
  return events.length;
}

function listenerTasks(platform: Platform, event: string): string[] {
  return platform.modules.flatMap((module) =>
    (module.listens ?? []).filter((entry) => entry.event.name === event).map((entry) => `listen:${module.id}:${entry.name}`),
  );
}

/** Delivers again and again until stopped: at once when woken, else with growing pauses up to half a second. */
export function keepDelivering(platform: Platform): { wake(): void; stop(): Promise<void> } {
  let stopped = false;
  let rest: (() => void) | null = null;
  let pause = 25;
  const run = (async () => {
    while (!stopped) {
      const taken = await deliverEvents(platform).catch((error: unknown) => {
        platform.log.error({ err: error }, 'delivery of events failed; trying again');
        return -1;
      });
      pause = taken > 0 ? 25 : Math.min(taken < 0 ? 5_000 : 500, pause * 2);
      if (taken === batch || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        rest = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    wake: () => {
      pause = 25;
      rest?.();
    },
    stop: async () => {
      stopped = true;
      rest?.();
      await run;
    },
  };
}
