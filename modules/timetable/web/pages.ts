import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    timetable: typeof import('../texts/de.json');
  }
}

/** Pages of the timetable; ids as in the menu. */
export const pages = modulePages({
  module: 'timetable',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [
    { id: 'timetable.week', path: 'stundenplan', load: () => import('./WeekPage.tsx') },
    { id: 'timetable.free_days', path: 'freie-tage', load: () => import('./free-days/FreeDaysPage.tsx') },
  ],
});
