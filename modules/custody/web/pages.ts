import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    custody: typeof import('../texts/de.json');
  }
}

export const pages = modulePages({
  module: 'custody',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [{ id: 'custody.child', path: 'personen/$personId/sorgerecht', load: () => import('./CustodyPage.tsx') }],
});
