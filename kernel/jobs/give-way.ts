import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '#kernel/http/platform.ts';

const lookMs = 500;
/** It is done at last, however full it is: tidying must not be put off for days. */
const longestMs = 1_800_000;

/**
 * Waits until this process is no longer full: for work that nobody waits for, in places that only such work has (places.ts), so that nothing else waits for it.
 *
 * @throws when the process ends meanwhile: the job is given back
 */
export async function giveWay({ load }: Pick<Platform, 'load'>, leaving: AbortSignal | undefined): Promise<void> {
  const began = performance.now();
  while (load.full() && performance.now() - began < longestMs)
    await pause(lookMs, undefined, leaving === undefined ? {} : { signal: leaving });
}
