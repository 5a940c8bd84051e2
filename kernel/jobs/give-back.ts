import type { JobHelpers, TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';

/** A job that was stopped because its process ends. */
export interface GivenBack {
  readonly id: string;
  /** Tries before this one. */
  readonly attempts: number;
}

/** Notes the jobs that end by the end of the process. A job that has done its work in spite of it is done. */
export function givingBack(tasks: TaskList, noted: GivenBack[]): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown, helpers: JobHelpers) => {
        try {
          return await task?.(payload, helpers);
        } catch (error) {
          if (helpers.abortSignal?.aborted) noted.push({ id: helpers.job.id, attempts: helpers.job.attempts - 1 });
          throw error;
        }
      },
    ]),
  );
}

/** Lets somebody else do them at once: being interrupted is no failed try, and a job on its last one must not be lost by a restart. */
export async function reschedule(platform: Platform, jobs: readonly GivenBack[]): Promise<void> {
  if (jobs.length === 0) return;
  const now = () => platform.clock.now(null);
  await onPlatform(platform.pools.teaching, false, now, (db) =>
    sql`select graphile_worker.reschedule_jobs(array[(j->>'id')::bigint], run_at => now(), attempts => (j->>'attempts')::int)
      from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) j`.execute(db),
  );
}
