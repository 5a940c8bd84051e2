import type { Permission } from '#kernel/access/permission.ts';

/** Rights around people; the directory's pages ask for them too. */
export const peoplePermissions: readonly Permission[] = [
  {
    id: 'people.view_list',
    title: {
      de: 'Das Kollegium und die eigenen Lernenden in der Personenliste sehen',
      en: 'See colleagues and one’s own pupils in the list of people',
    },
    defaults: ['teacher', 'staff', 'office', 'head', 'school_admin'],
  },
  {
    id: 'people.view_all',
    title: { de: 'Alle Personen der Schule sehen', en: 'See everybody at the school' },
    defaults: ['office', 'head', 'school_admin'],
  },
  {
    id: 'people.edit',
    title: { de: 'Personen anlegen, berichtigen, sperren und einander zuordnen', en: 'Add, correct, lock and relate people' },
    defaults: ['office', 'school_admin'],
    strong: true,
  },
  {
    id: 'people.manage_roles',
    title: {
      de: 'Rollen in der Schule vergeben (Lehrkraft, Sekretariat, Leitung …)',
      en: 'Hand out roles at the school (teacher, office, head …)',
    },
    defaults: ['head', 'school_admin'],
    strong: true,
  },
  {
    id: 'people.issue_codes',
    title: {
      de: 'Zugangsbriefe und neue Einmalcodes für alle ausgeben',
      en: 'Issue letters of access and new one-time codes for everybody',
    },
    defaults: ['office', 'school_admin'],
    strong: true,
  },
  {
    id: 'people.issue_codes_own_class',
    title: {
      de: 'Neue Einmalcodes für Lernende der eigenen Klasse ausgeben',
      en: 'Issue new one-time codes for pupils of one’s own class',
    },
    defaults: ['teacher'],
  },
];
