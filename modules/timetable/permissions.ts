import type { Permission } from '#kernel/access/permission.ts';

/** Rights around the timetable and the days without school. */
export const permissions: readonly Permission[] = [
  {
    id: 'timetable.view_own',
    title: { de: 'Den eigenen Stundenplan sehen', en: 'See one’s own timetable' },
    defaults: ['pupil', 'teacher', 'staff', 'office', 'head', 'school_admin'],
    fixed: true,
  },
  {
    id: 'timetable.follow_children',
    title: { de: 'Den Stundenplan der eigenen Kinder sehen', en: 'See the timetable of one’s own children' },
    defaults: ['guardian'],
  },
  {
    id: 'timetable.view_all',
    title: {
      de: 'Die Stundenpläne aller Klassen, Lehrkräfte und Räume sehen',
      en: 'See the timetables of all classes, teachers and rooms',
    },
    defaults: ['teacher', 'staff', 'office', 'head', 'school_admin'],
  },
  {
    id: 'timetable.edit_free_days',
    title: { de: 'Freie Tage der Schule eintragen und ändern', en: 'Enter and change the days without school' },
    defaults: ['head', 'office', 'school_admin'],
  },
];
