import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Rate } from '#kernel/module/manifest.ts';

/** Counts per key in a window; in process, or shared through Redis where several processes serve. */
export interface Counter {
  /** Adds one and returns the count in the present window of so many seconds. */
  add(key: string, windowSeconds: number): Promise<number>;
}

/** Limits per caller and minute. A school is often one address: sources get far more than persons. */
const perMinute: Record<Rate, { person: number; source: number }> = {
  ordinary: { person: 600, source: 60_000 },
  heavy: { person: 30, source: 600 },
  drive: { person: 6_000, source: 60_000 },
  guess: { person: 60, source: 6_000 },
};

/**
 * Lets a request pass or refuses it.
 *
 * @throws `kernel.too_many` (429) with `retryAfterSeconds`
 */
export async function limit(counter: Counter, rate: Rate, who: { personId?: string; address: string }): Promise<void> {
  const allowed = perMinute[rate];
  const count =
    who.personId === undefined ? await counter.add(`${rate}:a:${who.address}`, 60) : await counter.add(`${rate}:p:${who.personId}`, 60);
  if (count > (who.personId === undefined ? allowed.source : allowed.person)) throw kernelRefusals.tooMany({ retryAfterSeconds: 60 });
}

/** A counter in this process. Fixed windows; old ones are dropped as new ones begin. */
export function memoryCounter(now: () => number = () => performance.now()): Counter {
  let windows = new Map<string, number>();
  let begun = now();
  return {
    add: async (key, windowSeconds) => {
      if (now() - begun > windowSeconds * 1000) {
        windows = new Map();
        begun = now();
      }
      const count = (windows.get(key) ?? 0) + 1;
      windows.set(key, count);
      return count;
    },
  };
}
