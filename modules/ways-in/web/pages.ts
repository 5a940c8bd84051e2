import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    'ways-in': typeof import('../texts/de.json');
  }
}

/** The page about picture cards; signing in itself is apps/sign-in. */
export const pages = modulePages({
  module: 'ways-in',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [{ id: 'ways-in.cards', path: 'bildkarten', load: () => import('./CardsPage.tsx') }],
});
