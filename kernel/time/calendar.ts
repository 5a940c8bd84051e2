import { Temporal } from 'temporal-polyfill';

/** All schools live in this zone (formats.md 6.7). */
export const schoolZone = 'Europe/Berlin';

/** The calendar day of an instant at school, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return berlin(instant).toPlainDate().toString();
}

/** Midnight at the beginning of a calendar day at school, as an instant. */
export function startOfDay(day: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(schoolZone).epochMilliseconds);
}

/** `days` calendar days later (or earlier). */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
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
