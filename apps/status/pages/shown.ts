import type { Incident } from '../incidents/incident.ts';
import { type PartId, partIds } from '../parts.ts';
import type { DaySum } from '../record/day-sums.ts';
import type { Observed } from '../record/observed.ts';
import type { Language, Say } from './say.ts';
import type { Times } from './times.ts';

/** All that a page, the feed and the data show, as it is at one instant. Instants in milliseconds since 1970. */
export interface Shown {
  now: number;
  /** Of the last look; null before the first. */
  lastAt: number | null;
  everySeconds: number;
  /** The last look is too long ago to say how it is now. */
  isLongAgo: boolean;
  waiting: number;
  parts: Record<PartId, Observed>;
  /** The last 90 days, today last. */
  days: DaySum[];
  /** Those this page shows, newest first. */
  incidents: Incident[];
  /** The school whose page it is. */
  slug: string | null;
}

/** How it is told: one language, and where things are. */
export interface Telling {
  language: Language;
  say: Say;
  times: Times;
  /** Of the status pages themselves, without a slash at the end. */
  ownOrigin: string;
  /** Of the platform. */
  productOrigin: string;
}

/** The parts in one state, in words, one after the other. */
export function partsIn(shown: Shown, say: Say, state: Observed['state']): string {
  return partIds
    .filter((part) => shown.parts[part].state === state)
    .map((part) => say(`part.${part}`))
    .join(', ');
}

/** The whole in one word: the worst of what is known, unknown when nothing is. */
export function overall(shown: Shown): Observed['state'] {
  const states = partIds.map((part) => shown.parts[part].state);
  return (['failed', 'slow', 'unknown', 'ok'] as const).find((state) => states.includes(state)) ?? 'unknown';
}

/** The path of a page of this school or of all, such as `/schule/goethe/feed.atom`. */
export function pathOf(slug: string | null, file = ''): string {
  const at = slug === null ? '/' : `/schule/${slug}`;
  return file === '' ? at : slug === null ? `/${file}` : `${at}/${file}`;
}
