import { berlinClock } from '#kernel/ui/berlin.ts';

/** The first calendar year of the school year (from 1 August) an instant in ms lies in, at school. */
export function schoolYearAt(now: number): number {
  const clock = berlinClock(now);
  const year = Number(clock.slice(0, 4));
  return clock.slice(5, 7) >= '08' ? year : year - 1;
}

/** 2026 → "2026/27" */
export function yearName(year: number): string {
  return `${year}/${String(year + 1).slice(2)}`;
}
