import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    notices: typeof import('../texts/de.json');
  }
}

/** What one is told, and how one wants to be told. */
export const pages = modulePages({
  module: 'notices',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [
    { id: 'notices.list', path: 'mitteilungen', load: () => import('./NoticesPage.tsx') },
    { id: 'notices.settings', path: 'mitteilungen/einstellungen', load: () => import('./NoticeSettingsPage.tsx') },
  ],
});
