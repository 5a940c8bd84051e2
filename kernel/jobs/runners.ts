import { type Runner, type RunnerOptions, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Module } from '#kernel/module/manifest.ts';
import { places, type RunnerName } from './places.ts';

/** So many places all kinds have where `concurrency` is 4; more or fewer in proportion, one at least. */
function placesOf(name: RunnerName, concurrency: number): number {
  return Math.max(1, Math.round((places[name] * concurrency) / places.prompt));
}

/** The names of tasks that do not run with the prompt ones. */
export function runnersOf(modules: readonly Module[]): ReadonlyMap<string, RunnerName> {
  const named = modules.flatMap((module) => [
    ...(module.jobs ?? []).map(({ name, runner }) => [name, runner] as const),
    ...(module.listens ?? []).map(({ name, runner }) => [`listen:${module.id}:${name}`, runner] as const),
  ]);
  return new Map([
    ['kernel:tidy', 'patient'],
    ...named.flatMap(([name, runner]) => (runner === undefined ? [] : [[name, runner] as const])),
  ]);
}

interface Options {
  appUrl: string;
  concurrency: number;
  modules: readonly Module[];
  tasks: TaskList;
  crontab: string;
  /** What all of them are told alike. */
  common: Omit<RunnerOptions, 'pgPool' | 'connectionString' | 'concurrency' | 'taskList' | 'crontab'>;
}

/** Starts one runner per kind over one handful of connections; of them all, only the prompt one minds the schedules. */
export async function startRunners({ appUrl, concurrency, modules, tasks, crontab, common }: Options): Promise<{ stop(): Promise<void> }> {
  const named = runnersOf(modules);
  const kinds = Object.keys(places) as RunnerName[]; // they are its keys
  // each runner listens on one of them
  const pool = new pg.Pool({ connectionString: appUrl, max: kinds.length + 1 + concurrency, application_name: 'schulhof jobs' });
  pool.on('error', () => {}); // the queue hears of it by itself, and goes on
  pool.on('connect', () => {});
  const started: Runner[] = [];
  const stop = async () => {
    await Promise.all(started.map((runner) => runner.stop()));
    await pool.end();
  };
  try {
    for (const kind of kinds) {
      const taskList = Object.fromEntries(Object.entries(tasks).filter(([name]) => (named.get(name) ?? 'prompt') === kind));
      if (Object.keys(taskList).length === 0) continue;
      const own = { pgPool: pool, concurrency: placesOf(kind, concurrency), taskList, crontab: kind === 'prompt' ? crontab : '' };
      started.push(await run({ ...common, ...own }));
    }
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { stop };
}
