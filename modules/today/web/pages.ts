import { modulePages } from '#kernel/web/pages.ts';
import { startContract } from '../contract.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    today: typeof import('../texts/de.json');
  }
}

/** Heute, at a school and over all schools of a sign-in. */
export const pages = modulePages({
  module: 'today',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [
    { id: 'today.today', path: 'heute', load: () => import('./TodayPage.tsx'), bringsShell: startContract },
    { id: 'today.all', path: 'heute', scope: 'platform', load: () => import('./AllSchoolsPage.tsx') },
  ],
});
