import { Temporal } from 'temporal-polyfill';
import { berlin } from '#kernel/time/calendar.ts';

const schoolDayEnds = Temporal.PlainTime.from('17:00');
const laterHours = 2;

/** When a sign-in on a shared device ends at the latest: with the school day at 17:00, in the evening after two hours. */
export function sharedEnd(now: Date): Date {
  const local = berlin(now);
  const end = local.withPlainTime(schoolDayEnds);
  const ends = Temporal.ZonedDateTime.compare(local, end) < 0 ? end : local.add({ hours: laterHours });
  return new Date(ends.epochMilliseconds);
}
