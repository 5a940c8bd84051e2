import type { ModulePages } from '#kernel/web/pages.ts';
import { pages as assignments } from '#modules/assignments/web/pages.ts';
import { pages as custody } from '#modules/custody/web/pages.ts';
import { pages as directory } from '#modules/directory/web/pages.ts';
import { pages as files } from '#modules/files/web/pages.ts';
import { pages as identities } from '#modules/identities/web/pages.ts';
import { pages as notices } from '#modules/notices/web/pages.ts';
import { pages as people } from '#modules/people/web/pages.ts';
import { pages as roster } from '#modules/roster/web/pages.ts';
import { pages as schools } from '#modules/schools/web/pages.ts';
import { pages as timetable } from '#modules/timetable/web/pages.ts';
import { pages as today } from '#modules/today/web/pages.ts';
import { pages as waysIn } from '#modules/ways-in/web/pages.ts';

/** The pages of all modules, one line each, in the order of apps/modules.ts (a test asks that both agree). */
export const allPages: readonly ModulePages[] = [
  identities,
  people,
  custody,
  directory,
  waysIn,
  files,
  assignments,
  roster,
  timetable,
  notices,
  today,
  schools,
];
