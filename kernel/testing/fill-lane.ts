import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Lane } from '#kernel/admission/lane.ts';

/** Fills a lane until it has room for nobody, as a flood would; the answer empties it again. */
export async function fillLane(lane: Lane): Promise<() => Promise<void>> {
  await nextTurn(); // places that were just left are free by then
  const { promise, resolve } = Promise.withResolvers<void>();
  const all: Promise<unknown>[] = [];
  while (lane.hasRoom()) all.push(lane.run(() => promise).catch(() => undefined)); // some wait too long where a test does
  return async () => {
    resolve();
    await Promise.all(all);
  };
}
