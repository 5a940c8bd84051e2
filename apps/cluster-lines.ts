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

/** The primary is not waited for any longer. */
const lastWordMs = 1_000;

/**
 * To be waited for by a worker that listens no more, before it ends: Node's cluster loses a connection that is on its way to a process which ends, and nobody answers it. What the
 * primary sent before it knew that we take none lies in front of its first answer, and is given back; its second answer shows that it has heard of all that was given back.
 */
export async function lastConnections(): Promise<void> {
  for (const last of [1, 2]) {
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        process.off('message', hear);
        resolve();
      };
      const hear = (message: unknown) => {
        if (isLast(message) && message.last === last) done();
      };
      const timer = setTimeout(done, lastWordMs);
      process.on('message', hear);
      process.send?.({ last }, undefined, undefined, (fault) => fault !== null && done()); // the primary may have gone
    });
  }
}

/** In the primary: answers a worker that is about to end. */
export function answerLast(worker: Worker): void {
  worker.on('message', (message) => {
    if (isLast(message) && worker.isConnected()) worker.send(message, undefined, undefined, () => {});
  });
}

function isLast(message: unknown): message is { last: unknown } {
  return typeof message === 'object' && message !== null && 'last' in message;
}
