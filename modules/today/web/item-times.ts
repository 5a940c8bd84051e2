import { berlinClock } from '#kernel/ui/berlin.ts';

interface Timed {
  at: string | null;
}

/** Whether something is on a calendar day at school. */
export function isOn(item: Timed, day: string): boolean {
  return item.at !== null && berlinClock(item.at).startsWith(day);
}

/** Whether something was on a day before this one. */
export function isBefore(item: Timed, day: string): boolean {
  return item.at !== null && berlinClock(item.at) < day;
}

/** The clock at school: "18:00". */
export function clockOf(instant: string): string {
  return berlinClock(instant).slice(11);
}

/** From when until when, by the clock at school: "07:55–08:40". */
export function spanOf(at: string, until: string): string {
  return `${clockOf(at)}–${clockOf(until)}`;
}

/** What stands on the day itself until there are lessons: due today, or handed in to oneself by today; in order of time. */
export function dueOn<I extends Timed>(parts: { due: readonly I[]; running: readonly I[] }, day: string): I[] {
  return [...parts.due, ...parts.running]
    .filter((item) => isOn(item, day))
    .sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1));
}
