import { Temporal } from 'temporal-polyfill';
import { schoolZone } from '#kernel/time/calendar.ts';

const known = new Map<string, number>();

/**
 * The instant at which the clock at school shows a time on a day. Of an hour that comes twice in October the first is meant; one that is left out
 * in March is taken an hour later (RFC 5545, as Temporal's "compatible").
 *
 * @param clock  'HH:MM'
 */
export function instantAt(day: string, clock: string): Date {
  const key = `${day}T${clock}`;
  let instant = known.get(key);
  if (instant === undefined) {
    instant = Temporal.PlainDateTime.from(key).toZonedDateTime(schoolZone).epochMilliseconds;
    if (known.size > 5_000) known.clear();
    known.set(key, instant);
  }
  return new Date(instant);
}
