import type { Module } from '#kernel/module/manifest.ts';
import { assignments } from '#modules/assignments/module.ts';
import { courses } from '#modules/courses/module.ts';
import { custody } from '#modules/custody/module.ts';
import { directory } from '#modules/directory/module.ts';
import { files } from '#modules/files/module.ts';
import { groups } from '#modules/groups/module.ts';
import { identities } from '#modules/identities/module.ts';
import { noticesModule } from '#modules/notices/module.ts';
import { people } from '#modules/people/module.ts';
import { roster } from '#modules/roster/module.ts';
import { schoolsModule } from '#modules/schools/module.ts';
import { timetable } from '#modules/timetable/module.ts';
import { todayModule } from '#modules/today/module.ts';
import { waysIn } from '#modules/ways-in/module.ts';

/** Features that know of no list. */
const features: readonly Module[] = [
  identities,
  people,
  custody,
  groups,
  courses,
  directory,
  waysIn,
  files,
  assignments,
  roster,
  timetable,
];

const notices = noticesModule(features);
const today = todayModule([...features, notices]);

/** THE list of modules. Their order is that of `uses`, worked out at start. Notices, Heute and the school as a whole are made of all others. */
export const modules: readonly Module[] = [...features, notices, today, schoolsModule([...features, notices, today])];
