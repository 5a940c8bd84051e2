import { type Module, route } from '#kernel/module/manifest.ts';
import { deleteFile, restoreFile } from './bin.ts';
import { deleteContract, ownFilesContract, renameContract, restoreContract, roomContract } from './contract.ts';
import { tidyJob } from './jobs.ts';
import { listOwn } from './list-own.ts';
import { mergeFiles } from './merge-persons.ts';
import { privacy } from './privacy.ts';
import { rawRoutes } from './raw-routes.ts';
import { refusals } from './refusals.ts';
import { renameFile } from './rename.ts';
import { room } from './room.ts';
import { searchFiles } from './search.ts';
import { quotaSetting } from './settings.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/** Files of people, uploaded so that a broken line loses nothing, and lent to whatever they are attached to. */
export const files: Module = {
  id: 'files',
  title: { de: 'Dateien', en: 'Files' },
  uses: ['people'],
  zone: 'teaching',
  tier: { bundle: 'basis', switchable: false },
  permissions: [
    {
      id: 'files.keep_own',
      title: { de: 'Eigene Dateien ablegen', en: 'Keep files of one’s own' },
      defaults: ['pupil', 'teacher', 'staff', 'office', 'head', 'school_admin'],
    },
  ],
  settings: [quotaSetting],
  navigation: [
    {
      page: 'files.own',
      path: 'dateien',
      title: { de: 'Dateien', en: 'Files' },
      icon: 'folder',
      permissions: ['files.keep_own'],
      order: 60,
    },
  ],
  routes: [
    route(ownFilesContract, 'files.keep_own', (ctx, { query }) => listOwn(ctx, query)),
    route(roomContract, 'files.keep_own', (ctx) => room(ctx)),
    route(renameContract, 'files.keep_own', (ctx, { params, body }) => renameFile(ctx, params.fileId, body.name)),
    route(deleteContract, 'files.keep_own', (ctx, { params }) => deleteFile(ctx, params.fileId)),
    route(restoreContract, 'files.keep_own', (ctx, { params }) => restoreFile(ctx, params.fileId)),
  ],
  rawRoutes,
  listens: [mergeFiles],
  jobs: [tidyJob],
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  search: searchFiles,
};
