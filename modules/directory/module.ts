import { listener, type Module } from '#kernel/module/manifest.ts';
import { guardianInvited } from './events.ts';
import { sendInvitation } from './invitations/send.ts';
import { tidyInvitations } from './invitations/tidy.ts';
import { privacy } from './privacy.ts';
import { refusals } from './refusals.ts';
import { rawRoutes, routes } from './routes.ts';
import { search } from './search.ts';
import { codeDays } from './settings.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import './tables.gen.ts';

/** Who may see whom: lists and pages of people, groups and courses, letters of access, and the search for all three. */
export const directory: Module = {
  id: 'directory',
  title: { de: 'Verzeichnis', en: 'Directory' },
  uses: ['identities', 'people', 'groups', 'courses', 'schools'],
  zone: 'teaching',
  tier: { bundle: 'basis', switchable: false },
  settings: [codeDays],
  navigation: [
    { page: 'directory.groups', path: 'gruppen', title: { de: 'Gruppen', en: 'Groups' }, icon: 'group', permissions: [], order: 40 },
    {
      page: 'directory.people',
      path: 'personen',
      title: { de: 'Personen', en: 'People' },
      icon: 'people',
      permissions: ['people.view_list'],
      order: 70,
      contexts: ['work'],
    },
    {
      page: 'directory.letters',
      path: 'briefe',
      title: { de: 'Zugangsbriefe', en: 'Letters of access' },
      icon: 'letter',
      permissions: ['people.issue_codes'],
      order: 75,
      contexts: ['work'],
    },
  ],
  routes,
  rawRoutes,
  refusals: refusals.all,
  texts: { de, en },
  events: [guardianInvited],
  listens: [listener(guardianInvited, 'send_invitation', (ctx, { data }) => sendInvitation(ctx, data), 90, 'mails')],
  jobs: [tidyInvitations],
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  search,
};
