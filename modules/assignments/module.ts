import type { Module } from '#kernel/module/manifest.ts';
import { annotateRoutes } from './annotate/routes.ts';
import { answerRoutes } from './answer/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { commentRoutes } from './comments/routes.ts';
import { demo } from './demo/demo.ts';
import { downloadFile } from './download.ts';
import { assignmentsEvents } from './events.ts';
import { followContent } from './follow-content.ts';
import { handInRoutes } from './hand-in/routes.ts';
import { live } from './live.ts';
import { loadRoutes } from './load/routes.ts';
import { markFiles } from './marks/export.ts';
import { markRoutes } from './marks/routes.ts';
import { mergeWork } from './merge-persons.ts';
import { missingRoutes } from './missing/routes.ts';
import { notices } from './notices.ts';
import { peerFiles, peerRoutes } from './peer/routes.ts';
import { permissions } from './permissions.ts';
import { privacy } from './privacy.ts';
import { refusals } from './refusals.ts';
import { templateFiles } from './reuse/download.ts';
import { reuseRoutes } from './reuse/routes.ts';
import { rubricRoutes } from './rubrics/routes.ts';
import { searchWork } from './search.ts';
import { announceJob } from './set/announce.ts';
import { setRoutes } from './set/routes.ts';
import { loadWarning, marksToGuardians, similarHint, tellGuardians, visibleToGuardians } from './settings.ts';
import { similarRoutes } from './similar/routes.ts';
import { tagRoutes } from './tags/routes.ts';
import { teamFiles, teamRoutes } from './teams/routes.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import { timesRoutes } from './times/routes.ts';
import { today } from './today.ts';
import { worksheetRoutes } from './worksheet/routes.ts';
import { zipFiles } from './zip/download.ts';
import { zipRoutes } from './zip/routes.ts';

/** Work: teachers set it, pupils hand it in, teachers answer each. */
export const assignments: Module = {
  id: 'assignments',
  title: { de: 'Aufgaben', en: 'Assignments' },
  uses: ['files', 'people', 'groups', 'courses', 'today'],
  zone: 'teaching',
  tier: { bundle: 'unterricht', switchable: true },
  permissions,
  settings: [visibleToGuardians, loadWarning, marksToGuardians, tellGuardians, similarHint],
  navigation: [
    {
      page: 'assignments.list',
      path: 'aufgaben',
      title: { de: 'Aufgaben', en: 'Assignments' },
      icon: 'assignment',
      permissions: ['assignments.set', 'assignments.hand_in', 'assignments.follow_children'],
      order: 30,
    },
  ],
  routes: [
    ...setRoutes,
    ...handInRoutes,
    ...answerRoutes,
    ...annotateRoutes,
    ...rubricRoutes,
    ...markRoutes,
    ...commentRoutes,
    ...timesRoutes,
    ...tagRoutes,
    ...reuseRoutes,
    ...missingRoutes,
    ...loadRoutes,
    ...calendarRoutes,
    ...similarRoutes,
    ...zipRoutes,
    ...worksheetRoutes,
    ...teamRoutes,
    ...peerRoutes,
  ],
  rawRoutes: [
    {
      method: 'GET',
      path: '/assignments/:assignmentId/files/:fileId',
      summary: 'A file of a piece of work, for those who may read it there.',
      permission: null,
      rate: 'ordinary',
      run: downloadFile,
    },
    ...markFiles,
    ...zipFiles,
    ...templateFiles,
    ...teamFiles,
    ...peerFiles,
  ],
  events: assignmentsEvents,
  listens: [mergeWork, followContent],
  jobs: [announceJob],
  live,
  notices,
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  today,
  search: searchWork,
  demo,
};
