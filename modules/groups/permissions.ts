import type { Permission } from '#kernel/access/permission.ts';

/** Rights around groups. */
export const groupsPermissions: readonly Permission[] = [
  {
    id: 'groups.view_all',
    title: { de: 'Alle Klassen und Gruppen der Schule sehen', en: 'See all classes and groups of the school' },
    defaults: ['office', 'head', 'school_admin'],
  },
  {
    id: 'groups.edit',
    title: { de: 'Klassen und Gruppen anlegen, ändern und besetzen', en: 'Make, change and fill classes and groups' },
    defaults: ['office', 'school_admin'],
    strong: true,
  },
  {
    id: 'groups.create_club',
    title: { de: 'Arbeitsgemeinschaften und andere Gruppen gründen und selbst leiten', en: 'Found clubs and other groups and lead them' },
    defaults: ['teacher', 'staff', 'office', 'head', 'school_admin'],
  },
];
