import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    schools: typeof import('../texts/de.json');
  }
}

/** The school as a whole: for head, office and school admin; and the first start of an installation. */
export const pages = modulePages({
  module: 'schools',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [
    { id: 'schools.structure', path: 'schule', load: () => import('./StructurePage.tsx') },
    { id: 'schools.settings', path: 'einstellungen', load: () => import('./SettingsPage.tsx') },
    { id: 'schools.modules', path: 'dienste', load: () => import('./ModulesPage.tsx') },
    { id: 'schools.rights', path: 'rechte', load: () => import('./RightsPage.tsx') },
    { id: 'schools.audit', path: 'protokoll', load: () => import('./AuditPage.tsx') },
    { id: 'schools.everything', path: 'personen/$personId/alles', load: () => import('./EverythingPage.tsx') },
    { id: 'schools.setup', path: 'einrichten', scope: 'platform', load: () => import('./SetupPage.tsx') },
  ],
});
