import type { Permission } from '#kernel/access/permission.ts';

/** Rights around courses. */
export const coursesPermissions: readonly Permission[] = [
  {
    id: 'courses.view_all',
    title: { de: 'Alle Kurse der Schule sehen', en: 'See all courses of the school' },
    defaults: ['office', 'head', 'school_admin'],
  },
  {
    id: 'courses.edit',
    title: { de: 'Kurse anlegen, ändern und besetzen', en: 'Make, change and fill courses' },
    defaults: ['office', 'school_admin'],
    strong: true,
  },
];
