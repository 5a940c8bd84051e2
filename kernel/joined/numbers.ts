import type { Act } from './joined.ts';

/** Shared numbers as one process keeps them. */
export interface Numbers {
  act(act: Act): number;
  /** Takes over what somebody else has worked out. */
  learn(key: string, value: number, seconds: number): void;
  /** All that counts still, with the seconds it has left. */
  all(): { key: string; value: number; seconds: number }[];
}

/** More keys than a city's morning needs; an attacker with many addresses may use no more memory than this. */
const most = 100_000;

/** Numbers in memory; those untouched longest are dropped beyond `limit`. */
export function memoryNumbers(now: () => number = () => performance.now(), limit = most): Numbers {
  const numbers = new Map<string, { value: number; until: number }>(); // untouched longest first
  let sweepAt = Math.min(1_000, limit);

  const countOf = (key: string): number | undefined => {
    const found = numbers.get(key);
    return found === undefined || found.until <= now() ? undefined : found.value;
  };
  const put = (key: string, value: number, seconds: number): number => {
    numbers.delete(key);
    numbers.set(key, { value, until: now() + seconds * 1000 });
    if (numbers.size > sweepAt) sweep();
    return value;
  };
  const sweep = () => {
    const at = now();
    for (const [key, { until }] of numbers) if (until <= at) numbers.delete(key);
    // a tenth at once: dropping them singly would go through all of them at every further key
    let surplus = numbers.size > limit ? numbers.size - Math.floor(limit * 0.9) : 0;
    for (const key of numbers.keys()) {
      if (surplus <= 0) break;
      numbers.delete(key);
      surplus -= 1;
    }
    sweepAt = Math.min(limit, Math.max(1_000, numbers.size * 2));
  };
  return {
    act: (act) => {
      const before = countOf(act.key);
      switch (act.do) {
        case 'add':
          return put(act.key, (before ?? 0) + act.by, act.seconds);
        case 'raise':
          return put(act.key, Math.max(before ?? act.to, act.to), act.seconds);
        case 'claim': {
          if (before === undefined) return put(act.key, 1, act.seconds);
          const claim = numbers.get(act.key);
          // later claims must not make the first one last longer
          if (claim !== undefined) claim.value += 1;
          return before + 1;
        }
      }
    },
    learn: (key, value, seconds) => void put(key, value, seconds),
    all: () => [...numbers].flatMap(([key, { value, until }]) => (until > now() ? [{ key, value, seconds: (until - now()) / 1000 }] : [])),
  };
}
