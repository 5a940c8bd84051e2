import { type Module, wokenBy } from '#kernel/module/manifest.ts';
import { rosterEvents, rosterImported, rosterStepped, rosterUndone } from './events.ts';
import problemsDe from './formats/problems.de.json' with { type: 'json' };
import problemsEn from './formats/problems.en.json' with { type: 'json' };
import { rosterJobs } from './jobs.ts';
import { importedNotice } from './notices.ts';
import { privacy } from './privacy.ts';
import { refusals } from './refusals.ts';
import { rosterRawRoutes, rosterRoutes } from './routes.ts';
import { rosterSettings } from './settings.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import { today } from './today.ts';

const ids = ({ importId }: { importId: string }) => [importId];

/** Takes in what the school's own programs know: people, classes, courses; first as a difference to be looked at, then as a whole, and back again. */
export const roster: Module = {
  id: 'roster',
  title: { de: 'Import', en: 'Import' },
  uses: ['identities', 'people', 'groups', 'courses'],
  zone: 'teaching',
  tier: { bundle: 'basis', switchable: false },
  permissions: [
    {
      id: 'roster.import',
      title: { de: 'Schuldaten importieren und Importe zurücknehmen', en: 'Import the school’s data and take imports back' },
      defaults: ['office', 'school_admin'],
      strong: true,
    },
  ],
  settings: rosterSettings,
  navigation: [
    {
      page: 'roster.imports',
      path: 'import',
      title: { de: 'Import', en: 'Import' },
      icon: 'import',
      permissions: ['roster.import'],
      order: 820,
      contexts: ['work'],
    },
  ],
  routes: rosterRoutes,
  rawRoutes: rosterRawRoutes,
  events: rosterEvents,
  jobs: rosterJobs,
  live: [
    {
      name: 'import',
      wokenBy: [wokenBy(rosterStepped, ids), wokenBy(rosterImported, ids), wokenBy(rosterUndone, ids)],
      mayFollow: async (ctx) => ctx.caller.permissions.has('roster.import'),
    },
  ],
  notices: [importedNotice],
  refusals: refusals.all,
  texts: { de: { ...de, problems: { ...problemsDe, ...de.problems } }, en: { ...en, problems: { ...problemsEn, ...en.problems } } },
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  today,
};
