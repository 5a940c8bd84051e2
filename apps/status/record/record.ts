import { addDays, dayOf } from '#kernel/time/calendar.ts';
import { forEachPart, type Look, type PartId, partIds } from '../parts.ts';
import { type KeptDay, openDayFiles } from './day-files.ts';
import { byDays, type DaySum, emptyDay, type Seconds, type Spell } from './day-sums.ts';
import { afterLook, gapMsOf, knownAt, notObserved, type Observed } from './observed.ts';

/** Days are kept and shown for so long, today included. */
export const keptDays = 90;

/** What has been seen, now and over the days. */
export interface SeenSoFar {
  /**
   * Keeps a look.
   *
   * @throws what the disk throws; the look counts until the next start all the same
   */
  take(look: Look): Promise<void>;
  /** What is known of each part at an instant. */
  at(instant: number): Record<PartId, Observed>;
  /** When the last look was; null before the first. */
  lastAt(): number | null;
  /** The last 90 days in order, today last; days without a look are empty. */
  days(today: string): DaySum[];
}

/**
 * What the folder remembers. Each look is a line of today's file; once a day is over, its sums are written and the lines go. Everything is worked out by
 * playing the lines again, so that a restart knows what was known before.
 *
 * @param everyMs  how often is looked
 * @param now  milliseconds since 1970
 */
export async function openRecord(folder: string, everyMs: number, now: number): Promise<SeenSoFar> {
  const files = await openDayFiles(folder);
  const gapMs = gapMsOf(everyMs);
  const sums = new Map<string, DaySum>();
  /** Days whose sums are written: no line played again adds to them. */
  const over = new Set<string>();
  let observed = forEachPart(() => notObserved(now));
  let day: string | null = null;

  for (const { day: past, closing, ...sum } of await files.pastDays()) {
    sums.set(past, { day: past, ...sum });
    over.add(past);
    observed = closing;
    day = past;
  }
  for (const look of await files.looks()) await play(look);
  await tidy(dayOf(new Date(now)));

  function sumOf(of: string): DaySum {
    const sum = sums.get(of) ?? emptyDay(of);
    sums.set(of, sum);
    return sum;
  }

  /** Counts a look; the first of a new day ends the day before. */
  async function play(look: Look): Promise<void> {
    const today = dayOf(new Date(look.at));
    const ended = day !== null && day < today && !over.has(day) ? day : null;
    const closing = observed;
    observed = forEachPart((part) => {
      const before = closing[part];
      const after = afterLook(before, look.parts[part], look.at, gapMs);
      count(part, before, after, look.at);
      return after;
    });
    day = today;
    if (ended !== null) await end(ended, closing);
  }

  function count(part: PartId, before: Observed, after: Observed, at: number): void {
    const isWithoutGap = before.lastAt !== null && at - before.lastAt <= gapMs;
    if (isWithoutGap && before.lastAt !== null && after.state !== 'unknown') {
      for (const { day: of, seconds } of byDays(before.lastAt, at)) if (!over.has(of)) add(sumOf(of).parts[part], after.state, seconds);
    }
    if (before.state !== 'failed' || (after.state === 'failed' && after.since === before.since)) return;
    const spell: Spell = { part, from: before.since, to: isWithoutGap ? after.since : (before.lastAt ?? at) };
    const endedOn = dayOf(new Date(spell.to));
    if (!over.has(endedOn)) sumOf(endedOn).spells.push(spell);
  }

  async function end(ended: string, closing: Record<PartId, Observed>): Promise<void> {
    const kept: KeptDay = { ...sumOf(ended), closing };
    await files.close(kept);
    over.add(ended);
    await tidy(dayOf(new Date(observedAt() ?? now)));
  }

  async function tidy(today: string): Promise<void> {
    const first = addDays(today, 1 - keptDays);
    for (const past of sums.keys()) if (past < first) sums.delete(past);
    await files.forgetBefore(first);
  }

  function observedAt(): number | null {
    return observed[partIds[0]].lastAt;
  }

  return {
    take: async (look) => {
      // a clock that was set back: what is written stays in order
      if (look.at <= (observedAt() ?? 0)) return;
      try {
        await files.append(dayOf(new Date(look.at)), look);
      } finally {
        // a full disk takes the memory of it, not the sight
        await play(look);
      }
    },
    at: (instant) => forEachPart((part) => knownAt(observed[part], instant, gapMs)),
    lastAt: observedAt,
    days: (today) =>
      Array.from({ length: keptDays }, (_, at) => addDays(today, at + 1 - keptDays)).map((of) => sums.get(of) ?? emptyDay(of)),
  };
}

function add(seconds: Seconds, state: keyof Seconds, more: number): void {
  seconds[state] += more;
}
