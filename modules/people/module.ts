import type { Module } from '#kernel/module/manifest.ts';
import { callerFacts } from './callers.ts';
import { announceComingOfAge } from './coming-of-age/announce.ts';
import { comingOfAgeNotices } from './coming-of-age/notices.ts';
import { seedPeople } from './demo/seed.ts';
import { peopleEvents } from './events.ts';
import { mergeNotice } from './notices.ts';
import { peoplePermissions } from './permissions.ts';
import { privacy } from './privacy.ts';
import { refusals } from './refusals.ts';
import { routes } from './routes.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/** Who is at a school, as what, from when to when, and who belongs to which child. */
export const people: Module = {
  id: 'people',
  title: { de: 'Personen', en: 'People' },
  uses: ['identities'],
  zone: 'teaching',
  tier: { bundle: 'basis', switchable: false },
  permissions: peoplePermissions,
  navigation: [
    {
      page: 'people.my_guardians',
      path: 'wer-mitliest',
      title: { de: 'Wer mitliest', en: 'Who reads along' },
      icon: 'eye',
      permissions: [],
      order: 880,
      contexts: ['pupil'],
    },
  ],
  routes,
  events: peopleEvents,
  notices: [mergeNotice, ...comingOfAgeNotices],
  jobs: [announceComingOfAge],
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  callers: callerFacts,
  demo: seedPeople,
};
