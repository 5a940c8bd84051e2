import { listener, type Module, route } from '#kernel/module/manifest.ts';
import { personsMerged } from '#modules/people/public.ts';
import { carryBar, followMerge, liftBars } from './bars.ts';
import { custodyOfContract, saveCustodyContract } from './contract.ts';
import { seedCustody } from './demo/seed.ts';
import { contactBarChanged } from './events.ts';
import { privacy } from './privacy.ts';
import { readCustody } from './read.ts';
import { refusals } from './refusals.ts';
import { saveCustody } from './save.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import './tables.gen.ts';

export const custody: Module = {
  id: 'custody',
  title: { de: 'Sorgerecht', en: 'Custody' },
  uses: ['people'],
  zone: 'administration',
  tier: { bundle: 'basis', switchable: true },
  permissions: [
    {
      id: 'custody.read',
      title: { de: 'Sorgerecht und Kontaktverbote lesen', en: 'Read custody and contact bars' },
      defaults: ['office', 'head'],
      strong: true,
    },
    {
      id: 'custody.edit',
      title: { de: 'Sorgerecht und Kontaktverbote eintragen', en: 'Enter custody and contact bars' },
      defaults: ['office', 'head'],
      strong: true,
    },
  ],
  routes: [
    route(custodyOfContract, 'custody.read', (ctx, { params }) => readCustody(ctx, params.childId)),
    route(saveCustodyContract, 'custody.edit', (ctx, { params, body }) => saveCustody(ctx, params.childId, params.guardianId, body)),
  ],
  events: [contactBarChanged],
  listens: [
    listener(contactBarChanged, 'carry_bar', (ctx, { data }) => carryBar(ctx, data)),
    listener(personsMerged, 'follow_merge', (ctx, { data }) => followMerge(ctx, data)),
  ],
  jobs: [liftBars],
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  demo: seedCustody,
};
