import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Route } from '#kernel/module/manifest.ts';
import type { Platform } from './platform.ts';

/** So long a page waits until it asks once more. */
const againSeconds = 3;

/**
 * Leaves out what nobody waits for while the process is full, before anything is looked up: the answer is the same for everybody.
 *
 * @throws `kernel.busy` (503) with `retryAfterSeconds`
 */
export function leaveOut({ load }: Pick<Platform, 'load'>, { spare }: Pick<Route, 'spare'>): void {
  if (spare && load.full()) throw kernelRefusals.busy({ retryAfterSeconds: againSeconds });
}
