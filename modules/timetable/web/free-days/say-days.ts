interface Span {
  firstDay: string;
  lastDay: string;
}

const dayMs = 24 * 3_600_000;

/** "Mo., 12. – Sa., 24. Oktober 2026"; one day alone without its like. */
export function sayDays({ firstDay, lastDay }: Span, language: 'de' | 'en'): string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(new Date(`${firstDay}T00:00Z`), new Date(`${lastDay}T00:00Z`));
}

/** How many days of the calendar, weekends included. */
export function countDays({ firstDay, lastDay }: Span): number {
  return (Date.parse(`${lastDay}T00:00Z`) - Date.parse(`${firstDay}T00:00Z`)) / dayMs + 1;
}
