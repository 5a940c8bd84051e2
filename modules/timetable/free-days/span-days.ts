import { Temporal } from 'temporal-polyfill';

/** School holidays last six and a half weeks at most; a closed building may take longer. */
export const mostDays = 120;

/** Whether a text is a day of the calendar ('2026-02-30' is none) in years a school plans for. */
export function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** Whether these are days in order, both free, and not more than any holidays have. */
export function isSpan(firstDay: string, lastDay: string): boolean {
  if (!isDay(firstDay) || !isDay(lastDay) || firstDay > lastDay) return false;
  return Temporal.PlainDate.from(firstDay).until(lastDay).days < mostDays;
}
