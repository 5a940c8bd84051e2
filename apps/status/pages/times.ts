import { addDays, dayOf, schoolZone } from '#kernel/time/calendar.ts';
import { type Html, html } from './html.ts';
import type { Language, Say } from './say.ts';

/** How times are said on the pages, in Berlin. Instants in milliseconds since 1970. */
export interface Times {
  /** »heute, 14:03«, »gestern, 14:03«, »Mo., 16.11.2026, 14:03«. */
  said(at: number): string;
  /** The same as an element that programs can read. */
  when(at: number): Html;
  /** »So., 29.11.2026, 18:00 bis 20:00 Uhr«, with the day twice where they are two. */
  span(from: number, to: number): string;
  /** A day, »Mo., 16.11.2026«. */
  day(day: string): string;
  /** »3 Min.«, »2 Std. 5 Min.«; at least one minute. */
  lasting(seconds: number): string;
}

/** Times as said at the instant `now`. */
export function timesIn(language: Language, say: Say, now: number): Times {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const clock = new Intl.DateTimeFormat(locale, { timeZone: schoolZone, hour: '2-digit', minute: '2-digit' });
  const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'numeric', year: 'numeric' });
  const day = (of: string) => date.format(new Date(`${of}T12:00:00Z`));
  const said = (at: number) => {
    const [of, today] = [dayOf(new Date(at)), dayOf(new Date(now))];
    const named = of === today ? say('today') : of === addDays(today, -1) ? say('yesterday') : day(of);
    return `${named}, ${clock.format(new Date(at))}`;
  };
  return {
    said,
    when: (at) => html`<time datetime="${new Date(at).toISOString()}">${said(at)}</time>`,
    span: (from, to) =>
      say('from', { from: said(from), to: dayOf(new Date(from)) === dayOf(new Date(to)) ? clock.format(new Date(to)) : said(to) }),
    day,
    lasting: (seconds) => {
      const minutes = Math.max(1, Math.round(seconds / 60));
      return minutes < 60 ? say('minutes', { count: minutes }) : say('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    },
  };
}
