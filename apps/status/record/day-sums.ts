import { addDays, dayOf, startOfDay } from '#kernel/time/calendar.ts';
import { forEachPart, type PartId, type Seen } from '../parts.ts';

/** Seconds of one day in each state; what is missing up to the length of the day was not observed. */
export type Seconds = Record<Exclude<Seen, 'unknown'>, number>;

/** A time in which a part had failed, from–to in milliseconds since 1970. */
export interface Spell {
  part: PartId;
  from: number;
  to: number;
}

/** One calendar day in Europe/Berlin. */
export interface DaySum {
  day: string;
  parts: Record<PartId, Seconds>;
  /** Times of failure that ended on this day. */
  spells: Spell[];
}

/** A day of which nothing is known. */
export function emptyDay(day: string): DaySum {
  return { day, parts: forEachPart(() => ({ ok: 0, slow: 0, failed: 0 })), spells: [] };
}

/** How many seconds a day has: 23, 24 or 25 hours of them. */
export function lengthSeconds(day: string): number {
  return (startOfDay(addDays(day, 1)).getTime() - startOfDay(day).getTime()) / 1000;
}

/** A span cut at midnights: each piece with its day and its seconds. Instants in milliseconds since 1970. */
export function byDays(from: number, to: number): { day: string; seconds: number }[] {
  const pieces: { day: string; seconds: number }[] = [];
  for (let at = from; at < to; ) {
    const day = dayOf(new Date(at));
    const end = Math.min(to, startOfDay(addDays(day, 1)).getTime());
    pieces.push({ day, seconds: (end - at) / 1000 });
    at = end;
  }
  return pieces;
}

/** A day's worst in one word, for the bar: failed at all, slow for five minutes, or observed for less than half of it. */
export function wordOf({ ok, slow, failed }: Seconds, elapsedSeconds: number): Seen {
  if (failed > 0) return 'failed';
  if (slow >= 5 * 60) return 'slow';
  return ok + slow < elapsedSeconds / 2 ? 'unknown' : 'ok';
}
