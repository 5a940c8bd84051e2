import { EventEmitter } from 'node:events';
import { Logger, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Happened } from '#kernel/events/event.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { backgroundCtx } from '#kernel/http/school-ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import { type GivenBack, givingBack, reschedule } from './give-back.ts';
import { giveWay } from './give-way.ts';
import { holdJobs } from './hold-jobs.ts';
import type { JobType } from './job.ts';
import { kernelJobs } from './kernel-jobs.ts';
import { startRunners } from './runners.ts';

interface Options {
  appUrl: string;
  /** Places for what people wait for; other kinds have theirs in proportion (places.ts). */
  concurrency?: number;
  /** So long a job may go on when the process ends; then it is given back. */
  patienceMs?: number;
}

/** The background work of one process. */
export interface JobWorker {
  /** Takes no new job, waits for those under way and gives back those that take too long: somebody does them at once, and it does not count as a failure. */
  stop(): Promise<void>;
}

/**
 * Starts the background worker of this process: all jobs, listeners and schedules of all modules. Any number of processes do so over one database: each job is
 * taken by one of them, and a schedule begins once.
 */
export async function startWorker(platform: Platform, options: Options): Promise<JobWorker> {
  const events: WorkerEvents = new EventEmitter();
  const givenBack: GivenBack[] = [];
  const holding = holdJobs(platform, options.appUrl, events);
  const common = {
    gracefulShutdownAbortTimeout: options.patienceMs ?? 20_000,
    events,
    // without it the queue does not wait for its own last words: what was done just before the end would be done again, four hours later
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    pollInterval: 1_000,
    noHandleSignals: true,
    schema: 'graphile_worker',
    // failures are logged where the work runs, without payloads; of the queue's own words only errors count
    logger: new Logger(
      () => (level, message) => (level === 'error' ? platform.log.error({ queue: message.slice(0, 200) }, 'job queue') : undefined),
    ),
  };
  const runners = await startRunners({
    appUrl: options.appUrl,
    concurrency: options.concurrency ?? 4,
    modules: platform.modules,
    tasks: givingBack(tasksOf(platform), givenBack),
    crontab: crontabOf(platform),
    common,
  });
  return {
    stop: async () => {
      await runners.stop();
      await reschedule(platform, givenBack);
      await holding.stop();
    },
  };
}

/** Every task of every module by name: jobs, listeners, schedules, the kernel's own. */
export function tasksOf(platform: Platform): TaskList {
  const tasks: TaskList = {};
  for (const module of platform.modules) {
    for (const job of module.jobs ?? []) {
      tasks[job.name] = async (payload, { abortSignal, job: { created_at: askedAt } }) => {
        if (isUseless(job, askedAt)) return platform.log.warn({ job: job.name }, 'job came too late to be of use; left undone');
        if (job.runner === 'patient') await giveWay(platform, abortSignal);
        return runJob(platform, module, job, payload as JobPayload, abortSignal); // written by db.enqueue
      };
      // one small job per school, so that one school's failure is its own
      if (job.schedule)
        tasks[scheduleOf(job)] = async (_payload, { addJob }) => {
          for (const schoolId of await platform.schools.allIds())
            await addJob(job.name, { schoolId, payload: {} }, { jobKey: `${schoolId}:${job.name}:schedule` });
        };
    }
    for (const entry of module.listens ?? []) {
      tasks[`listen:${module.id}:${entry.name}`] = async (payload, { abortSignal }) => {
        const told = payload as Omit<Happened, 'at'> & { at: string }; // written by deliverEvents
        const ctx = told.schoolId === null ? null : await ctxFor(platform, module, told.schoolId);
        if (ctx === null) return;
        // listener() has bound the type of its event
        const happened = { ...told, at: new Date(told.at) } as never;
        await inTime(platform, `${module.id}.${entry.name}`, entry.limitSeconds, abortSignal, () => entry.run(ctx, happened));
      };
    }
  }
  for (const { name, task } of kernelJobs(platform)) tasks[name] = task;
  return tasks;
}

/** The queue's clock is the database's; schools' own clocks do not count here. */
function isUseless({ uselessAfterSeconds = Number.POSITIVE_INFINITY }: JobType, askedAt: Date): boolean {
  return Date.now() - askedAt.getTime() > uselessAfterSeconds * 1000;
}

/** Names in a crontab know no dot. */
function scheduleOf(job: JobType): string {
  return `every:${job.name.replaceAll('.', ':')}`;
}

interface JobPayload {
  schoolId: string;
  payload: never;
}

async function runJob(
  platform: Platform,
  module: Module,
  job: JobType,
  { schoolId, payload }: JobPayload,
  leaving: AbortSignal | undefined,
): Promise<void> {
  const ctx = await ctxFor(platform, module, schoolId);
  if (ctx !== null) await inTime(platform, job.name, job.limitSeconds, leaving, (signal) => job.run(ctx, payload, signal));
}

/** A module that is off for a school runs nothing there. */
async function ctxFor(platform: Platform, module: Module, schoolId: string) {
  const school = await platform.schools.byId(schoolId);
  if (school === null || school.modulesOff.has(module.id)) return null;
  return backgroundCtx(platform, school, module.zone === 'administration' ? 'administration' : 'teaching');
}

async function inTime(
  platform: Platform,
  name: string,
  limitSeconds: number,
  leaving: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const timeout = AbortSignal.timeout(limitSeconds * 1000);
  const signal = leaving === undefined ? timeout : AbortSignal.any([timeout, leaving]);
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener(
      'abort',
      () => reject(new Error(leaving?.aborted ? `${name} was given back` : `${name} took longer than ${limitSeconds} s`)),
      {
        once: true,
      },
    ),
  );
  try {
    await Promise.race([work(signal), late]);
  } catch (error) {
    if (leaving?.aborted) platform.log.info({ job: name }, 'job given back: this process ends');
    else platform.log.error({ job: name, err: error }, 'job failed; it is tried again');
    throw error;
  }
}

function crontabOf(platform: Platform): string {
  const scheduled = platform.modules
    .flatMap((module) => module.jobs ?? [])
    .flatMap((job) => (job.schedule ? [`${job.schedule} ${scheduleOf(job)}`] : []));
  return [...scheduled, ...kernelJobs(platform).map(({ schedule, name }) => `${schedule} ${name}`)].join('\n');
}
