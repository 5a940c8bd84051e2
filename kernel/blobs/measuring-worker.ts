import { Worker } from 'node:worker_threads';
import type { Answer, Order } from './measuring-thread.ts';

/** The thread that hashes, seen from here. */
export interface MeasuringWorker {
  /**
   * Tells it what to do; it does everything in order.
   *
   * @param given  memory that goes over to it without a copy and is empty here afterwards
   * @returns its answer; null when it has ended, and all it knew with it, or when the order could not be given
   */
  ask(order: Order, given?: readonly ArrayBuffer[]): Promise<Answer | null>;
  /** Ends it; what it has not answered yet is answered with null. */
  end(): Promise<unknown>;
}

let current: MeasuringWorker | null = null;

/**
 * The one thread of this process, started when it is first asked for, and again when it has ended. It keeps no process alive, and a process that ends takes it along.
 *
 * @throws when the machine has no room for another thread
 */
export function measuringWorker(): MeasuringWorker {
  current ??= startWorker();
  return current;
}

function startWorker(): MeasuringWorker {
  const thread = new Worker(new URL('./measuring-thread.ts', import.meta.url), { execArgv: [] }); // flags of the program concern it alone
  const waiting: ((answer: Answer | null) => void)[] = [];
  let hasEnded = false;
  const leave = () => {
    hasEnded = true;
    if (current === worker) current = null;
    for (const answered of waiting.splice(0)) answered(null);
  };
  const worker: MeasuringWorker = {
    ask: (order, given = []) => {
      if (hasEnded) return Promise.resolve(null);
      try {
        thread.postMessage(order, [...given]);
      } catch {
        return Promise.resolve(null); // memory that cannot go over: what it was told is incomplete, which its next answer shows
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    end: () => {
      leave();
      return thread.terminate();
    },
  };
  thread.on('message', (answer: Answer) => waiting.shift()?.(answer));
  thread.on('messageerror', () => void worker.end());
  thread.on('error', (fault) => {
    process.emitWarning(fault instanceof Error ? fault : String(fault)); // uploads go on without it, but somebody should know
    leave();
  });
  thread.on('exit', leave);
  thread.unref(); // last: a listener holds the process again
  return worker;
}
