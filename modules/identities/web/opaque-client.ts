import type { OpaqueAnswer, OpaqueAsk, OpaqueStep, OpaqueWork } from './opaque-messages.ts';

let worker: Worker | undefined;
let count = 0;
const waiting = new Map<number, { done: (answers: unknown) => void; failed: (reason: Error) => void }>();

/** Fetches and starts the worker; call it when somebody begins to type, so that it is there when they have ended. Repeatable. */
export function warmUpOpaque(): void {
  if (worker !== undefined) return;
  worker = new Worker(new URL('./opaque-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<OpaqueAnswer>) => {
    const { id, answers, failed } = data;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) asked?.done(answers);
    else asked?.failed(new Error(failed));
  });
  worker.addEventListener('error', () => {
    // not fetched, or stopped by the browser: the next ask begins with a new one
    for (const { failed } of waiting.values()) failed(new Error('the worker did not start'));
    waiting.clear();
    worker?.terminate();
    worker = undefined;
  });
}

/**
 * One step of OPAQUE in the worker.
 *
 * @throws Error when the worker could not be fetched (offline) or ran out of memory
 */
export function opaque<S extends OpaqueStep>(step: S, asks: OpaqueWork[S]['asks']): Promise<OpaqueWork[S]['answers']> {
  warmUpOpaque();
  count += 1;
  const ask: OpaqueAsk = { id: count, step, asks };
  return new Promise((resolve, reject) => {
    waiting.set(ask.id, { done: (answers) => resolve(answers as OpaqueWork[S]['answers']), failed: reject }); // the worker answers by step
    worker?.postMessage(ask);
  });
}
