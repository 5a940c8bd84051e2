import { Logger, type Runner, run, type TaskList } from 'graphile-worker';
import type { Happened } from '#kernel/events/event.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { backgroundCtx } from '#kernel/http/school-ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import type { JobType } from './job.ts';
import { kernelJobs } from './kernel-jobs.ts';

/** Starts the background worker of this process: all jobs, listeners and schedules of all modules. */
export async function startWorker(platform: Platform, options: { appUrl: string; concurrency?: number }): Promise<Runner> {
  return run({
    connectionString: options.appUrl,
    concurrency: options.concurrency ?? 4,
    pollInterval: 1_000,
    noHandleSignals: true,
    schema: 'graphile_worker',
    taskList: tasksOf(platform),
    crontab: crontabOf(platform),
    // failures are logged where the work runs, without payloads; of the queue's own words only errors count
    logger: new Logger(
      () => (level, message) => (level === 'error' ? platform.log.error({ queue: message.slice(0, 200) }, 'job queue') : undefined),
    ),
  });
}

/** Every task of every module by name: jobs, listeners, schedules, the kernel's own. */
export function tasksOf(platform: Platform): TaskList {
  const tasks: TaskList = {};
  for (const module of platform.modules) {
    for (const job of module.jobs ?? []) {
      tasks[job.name] = (payload) => runJob(platform, module, job, payload as JobPayload); // written by db.enqueue
      // one small job per school, so that one school's failure is its own
      if (job.schedule)
        tasks[scheduleOf(job)] = async (_payload, { addJob }) => {
          for (const schoolId of await platform.schools.allIds())
            await addJob(job.name, { schoolId, payload: {} }, { jobKey: `${schoolId}:${job.name}:schedule` });
        };
    }
    for (const entry of module.listens ?? []) {
      tasks[`listen:${module.id}:${entry.name}`] = async (payload) => {
        const told = payload as Omit<Happened, 'at'> & { at: string }; // written by deliverEvents
        const ctx = told.schoolId === null ? null : await ctxFor(platform, module, told.schoolId);
        if (ctx === null) return;
        // listener() has bound the type of its event
        const happened = { ...told, at: new Date(told.at) } as never;
        await inTime(platform, `${module.id}.${entry.name}`, entry.limitSeconds, () => entry.run(ctx, happened));
      };
    }
  }
  for (const { name, task } of kernelJobs(platform)) tasks[name] = task;
  return tasks;
}

/** Names in a crontab know no dot. */
function scheduleOf(job: JobType): string {
  return `every:${job.name.replaceAll('.', ':')}`;
}

interface JobPayload {
  schoolId: string;
  payload: never;
}

async function runJob(platform: Platform, module: Module, job: JobType, { schoolId, payload }: JobPayload): Promise<void> {
  const ctx = await ctxFor(platform, module, schoolId);
  if (ctx !== null) await inTime(platform, job.name, job.limitSeconds, (signal) => job.run(ctx, payload, signal));
}

/** A module that is off for a school runs nothing there. */
async function ctxFor(platform: Platform, module: Module, schoolId: string) {
  const school = await platform.schools.byId(schoolId);
  if (school === null || school.modulesOff.has(module.id)) return null;
  return backgroundCtx(platform, school, module.zone === 'administration' ? 'administration' : 'teaching');
}

async function inTime(platform: Platform, name: string, limitSeconds: number, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const signal = AbortSignal.timeout(limitSeconds * 1000);
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error(`${name} took longer than ${limitSeconds} s`)), { once: true }),
  );
  try {
    await Promise.race([work(signal), late]);
  } catch (error) {
    platform.log.error({ job: name, err: error }, 'job failed; it is tried again');
    throw error;
  }
}

function crontabOf(platform: Platform): string {
  const scheduled = platform.modules
    .flatMap((module) => module.jobs ?? [])
    .flatMap((job) => (job.schedule ? [`${job.schedule} ${scheduleOf(job)}`] : []));
  return [...scheduled, ...kernelJobs(platform).map(({ schedule, name }) => `${schedule} ${name}`)].join('\n');
}
