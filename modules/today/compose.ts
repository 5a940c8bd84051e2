import type { Static } from 'typebox';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import type { TodayItem, TodayPart } from '#kernel/module/today.ts';
import { addDays, dayOf, startOfDay } from '#kernel/time/calendar.ts';
import { childrenOf } from '#modules/people/public.ts';
import type { Today } from './contract.ts';
import { type DayAtSchool, dayAtSchool } from './day-at-school.ts';

/** What is due so many days ahead counts as soon; a module that shows the day itself (lessons) takes what is today. */
const daysAhead = 7;
const lists = ['timeline', 'due', 'waiting', 'running'] as const;

const nothing: TodayPart = {};

export interface Composed {
  today: Static<typeof Today>;
  /** Counts beside entries of the menu, by page id. */
  counts: Record<string, number>;
}

/** Which day it is for a caller. The first question of a process loads the holidays, which takes a moment. */
export function dayFor(ctx: Pick<Ctx, 'now' | 'school' | 'language'>): Promise<DayAtSchool> {
  return dayAtSchool(dayOf(ctx.now()), ctx.school, ctx.language);
}

/**
 * The caller's day, made of what every module that is on here has to say, in the caller's one transaction. As many statements as the modules
 * need; one more for guardians, whose children stand side by side.
 */
export async function composeToday(features: readonly Module[], ctx: Ctx, db: Db, day: DayAtSchool): Promise<Composed> {
  const span = { from: startOfDay(day.day), to: startOfDay(addDays(day.day, daysAhead + 1)) };
  const all: Required<TodayPart> = { timeline: [], due: [], waiting: [], running: [], counts: {} };
  // asked all at once: their statements travel together
  const asked = features.filter((module) => module.today !== undefined && !ctx.school.modulesOff.has(module.id));
  const [children, ...parts] = await Promise.all([
    ctx.caller.context === 'guardian' ? childrenOf(db, ctx.caller.personId, day.day) : [],
    ...asked.map(({ today }) => today?.(ctx, db, span) ?? nothing),
  ]);
  for (const part of parts) {
    for (const list of lists) all[list].push(...(part[list] ?? []));
    for (const [page, count] of Object.entries(part.counts ?? {})) all.counts[page] = (all.counts[page] ?? 0) + count;
  }
  all.timeline.sort(byTime);
  all.due.sort(byTime);
  const known = new Set(children.map(({ id }) => id));
  const ofChild = (id: string) => pick(all, (item) => item.childId === id);
  return {
    today: {
      ...day,
      ...pick(all, (item) => item.childId === undefined || !known.has(item.childId)),
      children: children.map(({ id, name }) => ({ id, name, ...ofChild(id) })),
    },
    counts: all.counts,
  };
}

function pick(from: Required<TodayPart>, wanted: (item: TodayItem) => boolean): Pick<Required<TodayPart>, (typeof lists)[number]> {
  return {
    timeline: from.timeline.filter(wanted),
    due: from.due.filter(wanted),
    waiting: from.waiting.filter(wanted),
    running: from.running.filter(wanted),
  };
}

/** In order of time; what has none comes last, in the order in which the modules said it. */
function byTime(one: TodayItem, other: TodayItem): number {
  if (one.at === other.at) return 0;
  if (one.at === null) return 1;
  if (other.at === null) return -1;
  return one.at < other.at ? -1 : 1;
}
