import type { Module } from '#kernel/module/manifest.ts';
import { refusals } from './refusals.ts';
import { rawRoutes, routes } from './routes.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/** Ways to sign in that must know who somebody is at a school: accounts outside, picture cards. */
export const waysIn: Module = {
  id: 'ways-in',
  title: { de: 'Anmeldewege', en: 'Ways to sign in' },
  uses: ['identities', 'people', 'groups'],
  zone: 'teaching',
  tier: { bundle: 'basis', switchable: false },
  navigation: [
    {
      page: 'ways-in.cards',
      path: 'bildkarten',
      title: { de: 'Bildkarten', en: 'Picture cards' },
      icon: 'qr',
      permissions: ['people.issue_codes', 'people.issue_codes_own_class'],
      order: 76,
      contexts: ['work'],
    },
  ],
  routes,
  rawRoutes,
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  privacy: { holdsNothing: 'It keeps which classes may use cards; cards and links of people are kept by identities.' },
};
