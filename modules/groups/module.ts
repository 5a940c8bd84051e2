import type { Module } from '#kernel/module/manifest.ts';
import { seedGroups } from './demo/seed.ts';
import { groupsEvents } from './events.ts';
import { followMerges } from './follow-merges.ts';
import { groupsPermissions } from './permissions.ts';
import { privacy } from './privacy.ts';
import { refusals } from './refusals.ts';
import { routes } from './routes.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/** People who belong together: classes, halves, years, clubs, the staff room, committees. */
export const groups: Module = {
  id: 'groups',
  title: { de: 'Gruppen', en: 'Groups' },
  uses: ['people'],
  zone: 'teaching',
  tier: { bundle: 'basis', switchable: false },
  permissions: groupsPermissions,
  routes,
  events: groupsEvents,
  listens: [followMerges],
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  demo: seedGroups,
};
