import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    identities: typeof import('../texts/de.json');
  }
}

/** The pages inside the app; those before it (sign-in, code, new password) are apps/sign-in. */
export const pages = modulePages({
  module: 'identities',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [
    { id: 'identities.access', path: 'mein-zugang', load: () => import('./MyAccessPage.tsx') },
    { id: 'identities.outside', path: 'fremde-konten', load: () => import('./OutsidePage.tsx') },
  ],
});
