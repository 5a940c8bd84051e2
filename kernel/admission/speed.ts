/** How quickly a line goes forward, in people a second. */
export interface Speed {
  /** So far the line has been called by now. */
  reached(called: number): void;
  /** For so many seconds somebody has waited since this was last said. */
  passed(seconds: number): void;
  /** The line has emptied: what the last seconds were says nothing of another rush. */
  emptied(): void;
  /** What can be told to those who wait. */
  perSecond(): number;
}

/** The last seconds are so many. */
const latelyMs = 8_000;
/**
 * Times are told by what a line lets in over minutes: while a rush lasts, turning people away takes much of what there is, and who was told by those moments would wait half of it. Never
 * by more or less than so many times what it just let in.
 */
const learnedSeconds = 120;
const atMostTimes = 3;

/**
 * Watches a line.
 *
 * @param first  people a second, of a line nobody has seen go forward yet
 * @param now  milliseconds
 */
export function watchSpeed(first: number, now: () => number): Speed {
  const memory: { at: number; called: number }[] = [];
  let learned = first;
  const lately = (): number => {
    const [oldest] = memory;
    const latest = memory.at(-1);
    if (oldest === undefined || latest === undefined || latest.at - oldest.at < 1000) return 0;
    return (latest.called - oldest.called) / ((latest.at - oldest.at) / 1000);
  };
  return {
    reached: (called) => {
      memory.push({ at: now(), called });
      while (memory[0] !== undefined && now() - memory[0].at > latelyMs) memory.shift();
    },
    passed: (seconds) => {
      const seen = lately();
      if (seen > 0) learned += (seen - learned) * Math.min(1, seconds / learnedSeconds);
    },
    emptied: () => {
      memory.length = 0;
    },
    perSecond: () => {
      const seen = lately();
      return seen === 0 ? learned : Math.min(seen * atMostTimes, Math.max(seen / atMostTimes, learned));
    },
  };
}
