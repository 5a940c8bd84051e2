import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { answerLast } from './cluster-lines.ts';

interface Options {
  count: number;
  /** The program of a process, by its path; it listens, and ends when it is told `{ leave }`. */
  program: string;
  args: readonly string[];
  environment: Record<string, string | undefined>;
  /** Who has not ended so long after `leave` is killed. */
  leaveMs: number;
  /** Who does not listen by then has failed. */
  startMs?: number;
  /** A process that ends by itself is replaced after this; the pause doubles with each that does not live for `steadyMs`. */
  firstPauseMs?: number;
  steadyMs?: number;
  /** Connects a new process with what all share. */
  takeIn(worker: Worker): void;
  log(line: string): void;
}

/** Several processes that listen on one port (Node's cluster hands connections to them in turn; the port stays open as long as one of them listens). */
export interface Crew {
  /**
   * Starts all.
   *
   * @throws when the first one ends before it listens: a fault that every other would have too
   */
  start(): Promise<void>;
  /** Replaces all, one after the other: the new one listens before the old one leaves. If a new one does not start, the old ones stay, and it says so. */
  restart(): Promise<void>;
  /** Lets all leave, and waits for it. */
  stop(): Promise<void>;
}

/** Longest pause before a process is replaced. */
const longestPauseMs = 30_000;

/** Watches over several processes of one program. */
export function openCrew(options: Options): Crew {
  const { startMs = 120_000, firstPauseMs = 200, steadyMs = 60_000, log } = options;
  cluster.setupPrimary({ exec: options.program, args: [...options.args] });
  const serving = new Set<Worker>();
  const all = new Set<Worker>();
  let stopping = false;
  let failures = 0;
  let restarting: Promise<void> | null = null;
  let againAfterwards = false;

  /** Resolves when it listens. */
  const begin = async (): Promise<Worker> => {
    const worker = cluster.fork(options.environment);
    all.add(worker);
    options.takeIn(worker);
    answerLast(worker);
    const ended = once(worker, 'exit');
    void ended.then(() => all.delete(worker));
    const outcome = await Promise.race([
      once(worker, 'listening').then(() => 'listens' as const),
      ended.then(() => 'ended' as const),
      pause(startMs, 'late' as const, { ref: false }),
    ]);
    if (outcome === 'late') worker.process.kill('SIGKILL');
    if (outcome !== 'listens') throw new Error(outcome === 'late' ? 'it did not listen in time' : 'it ended before it listened');
    serving.add(worker);
    const since = performance.now();
    void ended.then(() => {
      if (!serving.delete(worker) || stopping) return; // it was told to leave
      if (performance.now() - since >= steadyMs) failures = 0;
      log(`process ${worker.process.pid} has ended by itself; another takes its place`);
      void replace();
    });
    return worker;
  };

  const replace = async (): Promise<void> => {
    await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** failures), null, { ref: false });
    failures += 1;
    if (stopping) return;
    await begin().catch((error: Error) => {
      log(`a process could not be replaced: ${error.message}; trying again`);
      void replace();
    });
  };

  const leave = async (worker: Worker, replaced: boolean): Promise<void> => {
    serving.delete(worker);
    if (worker.isDead()) return;
    const ended = once(worker, 'exit');
    if (worker.isConnected()) worker.send({ leave: replaced ? 'replaced' : 'all' }, undefined, undefined, () => {}); // it may be ending by itself
    if ((await Promise.race([ended, pause(options.leaveMs, null, { ref: false })])) === null) {
      worker.process.kill('SIGKILL');
      await ended;
    }
  };

  const restartAll = async (): Promise<void> => {
    const old = [...serving];
    for (const [index, worker] of old.entries()) {
      if (stopping) return;
      const fresh = await begin();
      log(`process ${fresh.process.pid} serves in place of ${worker.process.pid} (${index + 1} of ${old.length})`);
      await leave(worker, true);
    }
  };

  return {
    start: async () => {
      await begin();
      await Promise.all(Array.from({ length: options.count - 1 }, begin));
    },
    restart: async () => {
      if (restarting !== null) {
        againAfterwards = true;
        return restarting;
      }
      restarting = (async () => {
        do {
          againAfterwards = false;
          await restartAll().catch((error: Error) => log(`a new process does not start (${error.message}); the old ones serve on`));
        } while (againAfterwards && !stopping);
      })();
      await restarting;
      restarting = null;
    },
    stop: async () => {
      stopping = true;
      await Promise.all([...all].map((worker) => leave(worker, false)));
    },
  };
}
