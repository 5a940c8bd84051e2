import { Temporal } from 'temporal-polyfill';
import { berlin } from '#kernel/time/calendar.ts';

/** Who signs in so shortly before the bell does it for the lesson to come. */
const graceMinutes = 5;
/** Where no lesson ends soon: in the evening, in the library, at a school that has entered none. */
const longestHours = 2;

/**
 * When a sign-in on a shared device ends: with the lesson, at the next end that is more than five minutes away; in any case after two hours.
 *
 * @param ends  times of the clock at school, `HH:MM`, in any order; a timetable hands in the ends of the caller's own lessons of the day
 */
export function sharedEnd(now: Date, ends: readonly string[]): Date {
  const local = berlin(now);
  const latest = local.add({ hours: longestHours });
  const notBefore = local.add({ minutes: graceMinutes });
  const next = ends
    .map((clock) => local.withPlainTime(Temporal.PlainTime.from(clock)))
    .filter((end) => Temporal.ZonedDateTime.compare(end, notBefore) > 0)
    .reduce((first, end) => (Temporal.ZonedDateTime.compare(end, first) < 0 ? end : first), latest);
  return new Date(next.epochMilliseconds);
}
