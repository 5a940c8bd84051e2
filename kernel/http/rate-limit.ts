import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Joined } from '#kernel/joined/joined.ts';
import type { Rate } from '#kernel/module/manifest.ts';

/** Counts per key in a window, over all processes. */
export interface Counter {
  /**
   * Adds one and returns the count in the present window of so many seconds.
   *
   * @param bundle  the others are told after so many only, and nobody waits for it: with N processes the count may lag by N × bundle. With 1 it is exact
   */
  add(key: string, windowSeconds: number, bundle?: number): Promise<number>;
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
  const allowed = who.personId === undefined ? perMinute[rate].source : perMinute[rate].person;
  const key = who.personId === undefined ? `${rate}:a:${who.address}` : `${rate}:p:${who.personId}`;
  // a fiftieth: exact where few are allowed; where many are, an ordinary morning asks nobody
  const count = await counter.add(key, 60, Math.max(1, Math.floor(allowed / 50)));
  if (count > allowed) throw kernelRefusals.tooMany({ retryAfterSeconds: 60 });
}

/** One key in one window, as this process knows it. */
interface Tally {
  until: number;
  /** What all had counted when last told, and what was told since. */
  shared: number;
  /** Counted here and not told yet. */
  own: number;
}

/** Fixed windows, counted over all processes; when the others are away each counts on alone: a limit never becomes an outage. */
export function joinedCounter(joined: Joined, now: () => number = Date.now): Counter {
  const tallies = new Map<string, Tally>();
  let sweptAt = now();
  return {
    add: async (key, windowSeconds, bundle = 1) => {
      const window = Math.floor(now() / 1000 / windowSeconds);
      const name = `count:${key}:${window}`;
      if (bundle === 1) return joined.add(name, 1, windowSeconds);
      if (now() - sweptAt > 60_000) {
        for (const [old, { until }] of tallies) if (until <= now()) tallies.delete(old);
        sweptAt = now();
      }
      let tally = tallies.get(name);
      if (tally === undefined) {
        tally = { until: (window + 1) * windowSeconds * 1000, shared: 0, own: 0 };
        tallies.set(name, tally);
      }
      tally.own += 1;
      if (tally.own === bundle) tell(tally, name, windowSeconds);
      return tally.shared + tally.own;
    },
  };

  /** Nobody waits for the sum of all. */
  function tell(tally: Tally, name: string, windowSeconds: number): void {
    const by = tally.own;
    tally.shared += by;
    tally.own = 0;
    void joined.add(name, by, windowSeconds).then((sum) => {
      tally.shared = Math.max(tally.shared, sum);
    });
  }
}
