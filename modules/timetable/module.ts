import type { Module } from '#kernel/module/manifest.ts';
import { demo } from './demo/demo.ts';
import { freeDays } from './free-days/known.ts';
import { followMerges } from './imports/follow-merges.ts';
import { permissions } from './permissions.ts';
import { privacy } from './privacy.ts';
import { refusals } from './refusals.ts';
import { routes } from './routes.ts';
import { aWeeks, holidayCalendar } from './settings.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import { today } from './today.ts';

/** When there is school: which days are free, what is taught when and where. */
export const timetable: Module = {
  id: 'timetable',
  title: { de: 'Stundenplan', en: 'Timetable' },
  uses: ['people', 'groups', 'courses', 'schools', 'roster', 'today'],
  zone: 'teaching',
  tier: { bundle: 'unterricht', switchable: true },
  permissions,
  settings: [holidayCalendar, aWeeks],
  navigation: [
    {
      page: 'timetable.week',
      path: 'stundenplan',
      title: { de: 'Stundenplan', en: 'Timetable' },
      icon: 'timetable',
      permissions: ['timetable.view_own', 'timetable.follow_children'],
      order: 20,
    },
    {
      page: 'timetable.free_days',
      path: 'freie-tage',
      title: { de: 'Freie Tage', en: 'Free days' },
      icon: 'calendar',
      permissions: ['timetable.edit_free_days'],
      order: 810,
      contexts: ['work'],
    },
  ],
  routes,
  listens: [followMerges],
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  freeDays,
  today,
  demo,
};
