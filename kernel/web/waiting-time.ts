/** A remaining time as it is told: whole minutes from 90 seconds on, below that seconds in steps that do not hurry anybody; `soon` when it is nearly over. */
export type TimeLeft = { unit: 'minutes' | 'seconds'; count: number } | { unit: 'soon' };

/**
 * The remaining time in words to be chosen.
 *
 * @param seconds  as the server said
 * @param passedMs  since then
 */
export function timeLeft(seconds: number, passedMs: number): TimeLeft {
  const left = seconds - passedMs / 1000;
  if (left >= 90) return { unit: 'minutes', count: Math.ceil(left / 60) };
  if (left <= 3) return { unit: 'soon' };
  return { unit: 'seconds', count: Math.ceil(left / 5) * 5 };
}

/** Whether a place has changed so much that it is read out: by a quarter, or it is the next. */
export function isNotable(told: number | null, place: number): boolean {
  return told === null || place > told || place <= told * 0.75;
}
