import { berlinClock } from '#kernel/ui/berlin.ts';

/** So many days later (or earlier); days are `YYYY-MM-DD`. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday of the week a day lies in. */
export function mondayOf(day: string): string {
  return daysLater(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7));
}

/** Whether an address or a field holds a day of the calendar. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`)) && daysLater(text, 0) === text;
}

/** The day a timetable opens at: today, at weekends the Monday after. */
export function usualDay(now: number): string {
  const today = berlinClock(now).slice(0, 10);
  const weekday = new Date(`${today}T00:00Z`).getUTCDay();
  return daysLater(today, { 6: 2, 0: 1 }[weekday] ?? 0);
}

/** "Mo", "Mon" */
export function shortWeekday(day: string, language: 'de' | 'en'): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`)).replace('.', '');
}

/** "23.11.", "23/11" */
export function shortDate(day: string, language: 'de' | 'en'): string {
  const [, month, date] = day.split('-').map(Number);
  return language === 'de' ? `${date}.${month}.` : `${date}/${month}`;
}

/** "23.–27. November 2026" */
export function spanOfDays(first: string, last: string, language: 'de' | 'en'): string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(new Date(`${first}T00:00Z`), new Date(`${last}T00:00Z`));
}
