import type { Permission } from '#kernel/access/permission.ts';

/** Rights around the school as a whole; all of them ask for a second factor. */
export const schoolsPermissions: readonly Permission[] = [
  {
    id: 'schools.change_settings',
    title: { de: 'Einstellungen der Schule ändern', en: 'Change the settings of the school' },
    defaults: ['head', 'school_admin'],
    strong: true,
  },
  {
    id: 'schools.switch_modules',
    title: { de: 'Dienste der Schule ein- und ausschalten', en: 'Switch services of the school on and off' },
    defaults: ['head', 'school_admin'],
    strong: true,
  },
  {
    id: 'schools.change_structure',
    title: { de: 'Abteilungen, Standorte und Schuljahre pflegen', en: 'Keep divisions, sites and school years' },
    defaults: ['office', 'head', 'school_admin'],
    strong: true,
  },
  {
    // were it not fixed, a school could lock itself out, or one capacity could raise itself
    id: 'schools.manage_rights',
    title: { de: 'Rechte der Rollen ändern', en: 'Change the rights of roles' },
    defaults: ['school_admin'],
    strong: true,
    fixed: true,
  },
  {
    id: 'schools.view_audit',
    title: { de: 'Das Protokoll der Verwaltung lesen', en: 'Read the audit trail' },
    defaults: ['head', 'school_admin'],
    strong: true,
  },
  {
    id: 'schools.export_person',
    title: { de: 'Auskunft über alle Daten einer Person erstellen', en: 'Take out everything that is held about a person' },
    defaults: ['head', 'school_admin'],
    strong: true,
  },
  {
    id: 'schools.erase_person',
    title: { de: 'Eine gesperrte Person mit all ihren Daten löschen', en: 'Erase a locked person with all their data' },
    defaults: ['school_admin'],
    strong: true,
    fixed: true,
  },
];
