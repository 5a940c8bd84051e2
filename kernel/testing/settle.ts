import { sql } from 'kysely';
import { onPlatform } from '#kernel/db/transaction.ts';
import { deliverEvents } from '#kernel/events/delivery.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { tasksOf } from '#kernel/jobs/worker.ts';

/** Delivers the waiting events of one school and runs its due jobs, until none is left. Test processes share a database, so only its own. */
export async function settle(platform: Platform, schoolId: string): Promise<void> {
  const tasks = tasksOf(platform);
  const now = () => platform.clock.now(schoolId);
  for (let round = 0; round < 500; round += 1) {
    const delivered = await deliverEvents(platform, schoolId);
    const jobs = await onPlatform(platform.pools.teaching, false, now, async (db) => {
      const { rows } = await sql<{
        task: string;
        payload: unknown;
        askedAt: Date;
      }>`delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
        where t.id = j.task_id and j.payload->>'schoolId' = ${schoolId} and j.run_at <= greatest(now(), ${now()})
        returning t.identifier as task, j.payload, j.created_at as "askedAt"`.execute(db);
      return rows;
    });
    for (const { task, payload, askedAt } of jobs) {
      const run = tasks[task];
      if (run === undefined) throw new Error(`no task ${task}`);
      await run(payload, { addJob: () => undefined, job: { created_at: askedAt } } as never); // tasks of a school use no helpers; schedules are not run here
    }
    if (delivered === 0 && jobs.length === 0) return;
  }
  throw new Error('events and jobs call each other without end');
}
