import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    files: typeof import('../texts/de.json');
  }
}

/** Own files, who takes how much room, and what a link opens without a sign-in. */
export const pages = modulePages({
  module: 'files',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [
    { id: 'files.own', path: 'dateien', load: () => import('./browse/FilesPage.tsx') },
    { id: 'files.usage', path: 'speicherplatz', load: () => import('./usage/UsagePage.tsx') },
    { id: 'files.link', path: 's/$token', scope: 'platform', load: () => import('./LinkPage.tsx') },
  ],
});
