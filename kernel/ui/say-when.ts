import type { Say } from '#kernel/web/texts.ts';
import { berlinClock, daysBetween } from './berlin.ts';

const weekdays = { de: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };

type Speak = { language: 'de' | 'en'; say: Say };

/** "heute 18:00", "morgen 18:00", "gestern 18:00", "Mo, 23.11., 18:00", in another year "Mo, 23.11.2025, 18:00". Time at school. */
export function sayInstant(instant: string, now: number, { language, say }: Speak): string {
  const clock = berlinClock(instant);
  const time = clock.slice(11);
  const days = daysBetween(berlinClock(now), clock);
  if (days === 0) return say('time.today', { time });
  if (days === 1) return say('time.tomorrow', { time });
  if (days === -1) return say('time.yesterday', { time });
  return say('time.on', { weekday: weekdayOf(clock, language), date: shortDate(clock, now, language), time });
}

/** "heute", "morgen", "gestern", "Mo, 23.11." for a calendar day `YYYY-MM-DD`. */
export function sayDay(day: string, now: number, { language, say }: Speak): string {
  const days = daysBetween(berlinClock(now), day);
  if (days === 0) return say('time.todayDay');
  if (days === 1) return say('time.tomorrowDay');
  if (days === -1) return say('time.yesterdayDay');
  return `${weekdayOf(day, language)}, ${shortDate(day, now, language)}`;
}

/** "Montag, 23. November 2026, 18:00 Uhr": for those who want to know exactly. */
export function sayExactly(instant: string, { language, say }: Speak): string {
  const date = longDate(berlinClock(instant), language, true);
  return say('time.exact', { date, time: berlinClock(instant).slice(11) });
}

/** "Montag, 23. November" or with its year. */
export function longDate(day: string, language: 'de' | 'en', withYear = false): string {
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' };
  if (withYear) options.year = 'numeric';
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', options).format(new Date(`${day.slice(0, 10)}T00:00Z`));
}

function weekdayOf(day: string, language: 'de' | 'en'): string {
  return weekdays[language][new Date(`${day.slice(0, 10)}T00:00Z`).getUTCDay()] ?? '';
}

function shortDate(day: string, now: number, language: 'de' | 'en'): string {
  const [year = '', month, date] = day
    .slice(0, 10)
    .split('-')
    .map((part) => String(Number(part)));
  const sameYear = berlinClock(now).startsWith(`${year}-`);
  if (language === 'de') return `${date}.${month}.${sameYear ? '' : year}`;
  return `${date}/${month}${sameYear ? '' : `/${year}`}`;
}
