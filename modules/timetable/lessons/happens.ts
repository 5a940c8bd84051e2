import { Temporal } from 'temporal-polyfill';
import type { Pattern } from './pattern.ts';

interface Place {
  /** 1 Monday … 7 Sunday */
  weekday: number;
  /** ISO 8601: 1 … 53 */
  week: number;
}

const known = new Map<string, Place>();

/** Weekday and calendar week (ISO 8601) of a day. Everybody asks for the same few days. */
export function placeOf(day: string): Place {
  let place = known.get(day);
  if (place === undefined) {
    const date = Temporal.PlainDate.from(day);
    place = { weekday: date.dayOfWeek, week: date.weekOfYear ?? 0 };
    if (known.size > 1_000) known.clear();
    known.set(day, place);
  }
  return place;
}

/**
 * Whether a pattern takes place on a day, were the day not free. A and B weeks are calendar weeks by number: holidays between them
 * change nothing, and a pattern of week 53 waits for a year that has one.
 */
export function happensOn(pattern: Pick<Pattern, 'weekday' | 'weeks' | 'validFrom' | 'validTo'>, day: string): boolean {
  const { weekday, week } = placeOf(day);
  return (
    pattern.weekday === weekday &&
    (pattern.validFrom === null || pattern.validFrom <= day) &&
    (pattern.validTo === null || day <= pattern.validTo) &&
    (pattern.weeks === null || pattern.weeks.includes(week))
  );
}
