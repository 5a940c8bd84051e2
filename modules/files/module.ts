import { type Module, route } from '#kernel/module/manifest.ts';
import { renameContract, roomContract } from './contract.ts';
import { serveDav } from './dav/serve.ts';
import { demo } from './demo/demo.ts';
import { filesEvents } from './events.ts';
import { findRoutes } from './find/routes.ts';
import { collect } from './hand-out/collect.ts';
import { collectContract, handOutContract } from './hand-out/contract.ts';
import { handOut } from './hand-out/hand-out.ts';
import { tidyJob } from './jobs.ts';
import { linkFiles } from './link/download.ts';
import { linkRoutes } from './link/routes.ts';
import { live } from './live.ts';
import { mergeFiles } from './merge-persons.ts';
import { previewJob } from './preview/job.ts';
import { privacy } from './privacy.ts';
import { setQuota } from './quota/set.ts';
import { rawRoutes } from './raw-routes.ts';
import { refusals } from './refusals.ts';
import { renameEntry } from './rename.ts';
import { room } from './room.ts';
import { notices } from './scan/notices.ts';
import { scanJob } from './scan/scan.ts';
import { searchFiles } from './search.ts';
import { groupQuotaSetting, linkDaysSetting, linksSetting, quotaSetting } from './settings.ts';
import { sharedNotice } from './share/notices.ts';
import { shareRoutes } from './share/routes.ts';
import { dropStraightJob } from './straight/drop.ts';
import { straightRoutes } from './straight/routes.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import { treeRoutes } from './tree/routes.ts';
import { unpackJob } from './unpack/job.ts';
import { unpackRoutes } from './unpack/routes.ts';
import { setQuotaContract, usageContract } from './usage/contract.ts';
import { listUsage } from './usage/list.ts';
import { restoreVersionContract, versionsContract } from './versions/contract.ts';
import { listVersions } from './versions/list.ts';
import { restoreVersion } from './versions/restore.ts';
import { wordsJob } from './words/job.ts';

/** Files of people, uploaded so that a broken line loses nothing, and lent to whatever they are attached to. */
export const files: Module = {
  id: 'files',
  title: { de: 'Dateien', en: 'Files' },
  uses: ['people', 'groups', 'courses'],
  zone: 'teaching',
  tier: { bundle: 'basis', switchable: false },
  permissions: [
    {
      id: 'files.keep_own',
      title: { de: 'Eigene Dateien ablegen', en: 'Keep files of one’s own' },
      defaults: ['pupil', 'teacher', 'staff', 'office', 'head', 'school_admin'],
    },
    {
      id: 'files.share',
      title: { de: 'Eigene Dateien mit anderen teilen', en: 'Share files of one’s own with others' },
      defaults: ['pupil', 'teacher', 'staff', 'office', 'head', 'school_admin'],
    },
    {
      id: 'files.see_usage',
      title: { de: 'Sehen, wer wie viel Speicherplatz belegt', en: 'See who takes how much room' },
      defaults: ['school_admin'],
    },
    {
      id: 'files.set_quota',
      title: { de: 'Einzelnen, Gruppen und Kursen anderen Speicherplatz geben', en: 'Give single persons, groups and courses other room' },
      defaults: ['school_admin'],
    },
  ],
  settings: [quotaSetting, groupQuotaSetting, linksSetting, linkDaysSetting],
  navigation: [
    {
      page: 'files.own',
      path: 'dateien',
      title: { de: 'Dateien', en: 'Files' },
      icon: 'folder',
      permissions: ['files.keep_own'],
      order: 60,
    },
    {
      page: 'files.usage',
      path: 'speicherplatz',
      title: { de: 'Speicherplatz', en: 'Storage' },
      icon: 'archive',
      permissions: ['files.see_usage'],
      order: 915,
    },
  ],
  routes: [
    route(roomContract, 'files.keep_own', (ctx, { query }) => room(ctx, query)),
    route(renameContract, 'files.keep_own', (ctx, { params, body }) => renameEntry(ctx, params.fileId, body.name)),
    ...treeRoutes,
    route(versionsContract, 'files.keep_own', (ctx, { params, query }) => listVersions(ctx, params.fileId, query)),
    route(restoreVersionContract, 'files.keep_own', (ctx, { params }) => restoreVersion(ctx, params.fileId, params.versionId)),
    ...findRoutes,
    ...unpackRoutes,
    ...shareRoutes,
    ...linkRoutes,
    ...straightRoutes,
    route(handOutContract, 'files.keep_own', (ctx, { params }) => handOut(ctx, params.fileId)),
    route(collectContract, 'files.keep_own', (ctx, { params }) => collect(ctx, params.fileId)),
    route(usageContract, 'files.see_usage', (ctx, { query }) => listUsage(ctx, query)),
    route(setQuotaContract, 'files.set_quota', (ctx, { params, body }) => setQuota(ctx, params.spaceId, body.megabytes)),
  ],
  rawRoutes,
  openRoutes: linkFiles,
  dav: { permission: 'files.keep_own', run: serveDav },
  events: filesEvents,
  listens: [mergeFiles],
  jobs: [tidyJob, scanJob, unpackJob, previewJob, wordsJob, dropStraightJob],
  notices: [...notices, sharedNotice],
  live,
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  search: searchFiles,
  demo,
};
