import type { Module } from '#kernel/module/manifest.ts';
import { schoolsPermissions } from './permissions.ts';
import { refusals } from './refusals.ts';
import { schoolsRawRoutes, schoolsRoutes } from './routes.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/**
 * The school as a whole: its parts and years, settings, services, rights, audit trail, and everything about one person at once.
 *
 * @param features  all other modules: their settings, rights, acts and privacy parts are shown and used here
 */
export function schoolsModule(features: readonly Module[]): Module {
  const all = () => [...features, schools];
  const schools: Module = {
    id: 'schools',
    title: { de: 'Schule', en: 'School' },
    uses: ['people', 'identities'],
    zone: 'teaching',
    tier: { bundle: 'basis', switchable: false },
    permissions: schoolsPermissions,
    navigation: [
      {
        page: 'schools.settings',
        path: 'einstellungen',
        title: { de: 'Einstellungen', en: 'Settings' },
        icon: 'settings',
        permissions: ['schools.change_settings'],
        order: 910,
      },
      {
        page: 'schools.structure',
        path: 'schule',
        title: { de: 'Schule', en: 'School' },
        icon: 'building',
        permissions: ['schools.change_structure'],
        order: 905,
      },
      {
        page: 'schools.modules',
        path: 'dienste',
        title: { de: 'Dienste', en: 'Services' },
        icon: 'dashboard',
        permissions: ['schools.switch_modules'],
        order: 920,
      },
      {
        page: 'schools.rights',
        path: 'rechte',
        title: { de: 'Rollen und Rechte', en: 'Roles and rights' },
        icon: 'rights',
        permissions: ['schools.manage_rights'],
        order: 930,
      },
      {
        page: 'schools.audit',
        path: 'protokoll',
        title: { de: 'Protokoll', en: 'Audit trail' },
        icon: 'history',
        permissions: ['schools.view_audit'],
        order: 940,
      },
    ],
    routes: schoolsRoutes(all),
    rawRoutes: schoolsRawRoutes(all),
    refusals: refusals.all,
    texts: { de, en },
    migrations: new URL('./migrations/', import.meta.url),
    privacy: { holdsNothing: 'Divisions, sites and school years name nobody.' },
  };
  return schools;
}
