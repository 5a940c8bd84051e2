import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    people: typeof import('../texts/de.json');
  }
}

/** Who reads along with a pupil; and the page on which somebody says whether two entries are one human, reached by the notice. */
export const pages = modulePages({
  module: 'people',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [
    { id: 'people.my_guardians', path: 'wer-mitliest', load: () => import('./MyGuardiansPage.tsx') },
    { id: 'people.merges', path: 'doppelt', load: () => import('./MergesPage.tsx') },
  ],
});
