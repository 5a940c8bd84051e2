import { Temporal } from 'temporal-polyfill';

/** All schools live in this zone (formats.md 6.7). */
export const schoolZone = 'Europe/Berlin';

const quarterMs = 15 * 60_000;
const days = new Map<number, string>();

/** The calendar day of an instant at school, `YYYY-MM-DD`. Every request asks; days begin on full quarters of an hour in every zone since 1972. */
export function dayOf(instant: Date): string {
  const quarter = Math.floor(instant.getTime() / quarterMs);
  let day = days.get(quarter);
  if (day === undefined) {
    day = berlin(new Date(quarter * quarterMs))
      .toPlainDate()
      .toString();
    if (days.size > 1_000) days.clear();
    days.set(quarter, day);
  }
  return day;
}

const starts = new Map<string, number>();

/** Midnight at the beginning of a calendar day at school, as an instant. */
export function startOfDay(day: string): Date {
  let start = starts.get(day);
  if (start === undefined) {
    start = Temporal.PlainDate.from(day).toZonedDateTime(schoolZone).epochMilliseconds;
    if (starts.size > 1_000) starts.clear();
    starts.set(day, start);
  }
  return new Date(start);
}

const sums = new Map<string, string>();

/** `days` calendar days later (or earlier). Every start page asks for the same few. */
export function addDays(day: string, days: number): string {
  const asked = `${day} ${days}`;
  let sum = sums.get(asked);
  if (sum === undefined) {
    sum = Temporal.PlainDate.from(day).add({ days }).toString();
    if (sums.size > 1_000) sums.clear();
    sums.set(asked, sum);
  }
  return sum;
}

/** The first calendar year of the school year (1 Aug to 31 Jul) a day lies in: '2026-11-22' → 2026. */
export function schoolYearOf(day: string): number {
  const date = Temporal.PlainDate.from(day);
  return date.month >= 8 ? date.year : date.year - 1;
}

/** An instant as local time at school. */
export function berlin(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(schoolZone);
}
