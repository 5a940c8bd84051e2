import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    roster: typeof import('../texts/de.json');
  }
}

/** Taking in the school's data, for the office and the school admin. */
export const pages = modulePages({
  module: 'roster',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [
    { id: 'roster.imports', path: 'import', load: () => import('./ImportsPage.tsx') },
    { id: 'roster.import', path: 'import/$importId', load: () => import('./ImportPage.tsx') },
  ],
});
