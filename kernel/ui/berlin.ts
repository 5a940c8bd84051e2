const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** An instant as the clock at school shows it: `2026-11-23T18:00`. */
export function berlinClock(instant: string | number): string {
  const part = Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`;
}

/**
 * The instant at which the clock at school shows `YYYY-MM-DDTHH:MM`, as ISO 8601 with Z. An hour that comes twice in October means the
 * earlier one; an hour skipped in March is taken an hour later, as clocks do.
 */
export function fromBerlinClock(clock: string): string {
  const asIfUtc = Date.parse(`${clock}:00Z`);
  // Berlin is one or two hours ahead: whichever of the two guesses shows this clock is right; two hours first, being the earlier instant
  const right = [2, 1].map((hours) => asIfUtc - hours * 3_600_000).find((instant) => berlinClock(instant) === clock);
  return new Date(right ?? asIfUtc - 3_600_000).toISOString().replace('.000Z', 'Z');
}

/** Calendar days from one `YYYY-MM-DD…` to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to.slice(0, 10)}T00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00Z`)) / 86_400_000);
}
