/** So many sends in a row that nobody answered, and no more are tried for a while. */
const mostUnanswered = 3;
const firstMs = 15_000;
const longestMs = 60_000;

/** Leaves a mail server alone that does not answer: each try would wait for it up to a minute, and keep others waiting. */
export interface Rest {
  isResting(): boolean;
  answered(): void;
  unanswered(): void;
}

/** After the rest one mail is tried; when it finds nobody either, the next rest is longer, up to a minute. */
export function openRest(now: () => number = () => performance.now()): Rest {
  let inARow = 0;
  let until = 0;
  return {
    isResting: () => now() < until,
    answered: () => {
      inARow = 0;
      until = 0;
    },
    unanswered: () => {
      inARow += 1;
      if (inARow >= mostUnanswered) until = now() + Math.min(longestMs, firstMs * 2 ** (inARow - mostUnanswered));
    },
  };
}
