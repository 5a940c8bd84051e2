import type { Module } from '#kernel/module/manifest.ts';
import { seedCourses } from './demo/seed.ts';
import { coursesEvents } from './events.ts';
import { followMerges } from './follow-merges.ts';
import { coursesPermissions } from './permissions.ts';
import { privacy } from './privacy.ts';
import { refusals } from './refusals.ts';
import { routes } from './routes.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/** Teaching: a subject, its teachers with their parts, and the pupils who sit in it, from one class or several. */
export const courses: Module = {
  id: 'courses',
  title: { de: 'Kurse', en: 'Courses' },
  uses: ['people', 'groups'],
  zone: 'teaching',
  tier: { bundle: 'basis', switchable: false },
  permissions: coursesPermissions,
  routes,
  events: coursesEvents,
  listens: [followMerges],
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  demo: seedCourses,
};
