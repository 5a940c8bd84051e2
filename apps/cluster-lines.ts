import type { Worker } from 'node:cluster';
import type { ProcessLine } from '#kernel/joined/primary.ts';

/** From a worker process to its primary. */
export function lineOfThisWorker(): ProcessLine {
  return {
    send: (message) => void process.send?.(message, undefined, undefined, () => {}), // the primary may have gone
    onMessage: (listen) => void process.on('message', listen),
  };
}

/** From the primary to one of its workers. */
export function lineTo(worker: Worker): ProcessLine {
  return {
    send: (message) => {
      if (worker.isConnected()) worker.send(message, undefined, undefined, () => {}); // it may be ending
    },
    onMessage: (listen) => void worker.on('message', listen),
  };
}
