import type { Static } from 'typebox';
import { addDays, berlin, dayOf } from '#kernel/time/calendar.ts';
import type { QuietHours } from './settings.ts';

/**
 * The first instant from `now` on at which something may leave the app: `now` itself outside quiet hours, else their end. Hours are those of
 * the clock at school, also on the days the clock changes.
 */
export function nextLoud(now: Date, quiet: Static<typeof QuietHours>): Date {
  if (!quiet.on) return now;
  let instant = now;
  // a weekend and a night on either side: a handful of steps; 24-hour quiet (from = to) ends after the guard and is taken as never quiet
  for (let step = 0; step < 12; step += 1) {
    const end = endOfQuiet(instant, quiet);
    if (end === null) return instant;
    instant = end;
  }
  return now;
}

/** When the quiet stretch around an instant ends; null when it is not quiet. */
function endOfQuiet(instant: Date, quiet: Static<typeof QuietHours>): Date | null {
  const local = berlin(instant);
  const day = dayOf(instant);
  if (quiet.weekends && local.dayOfWeek >= 6) return at(addDays(day, local.dayOfWeek === 6 ? 2 : 1), '00:00');
  if (quiet.from === quiet.to) return null;
  const clock = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`;
  const overNight = quiet.from > quiet.to;
  if (!overNight) return clock >= quiet.from && clock < quiet.to ? at(day, quiet.to) : null;
  if (clock < quiet.to) return at(day, quiet.to);
  return clock >= quiet.from ? at(addDays(day, 1), quiet.to) : null;
}

function at(day: string, clock: string): Date {
  // dayOf/startOfDay know midnight only; the zone's rules decide what an hour on that day is
  return new Date(
    berlin(new Date(`${day}T12:00Z`))
      .toPlainDate()
      .toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: clock }).epochMilliseconds,
  );
}
