import { type Route, route } from '#kernel/module/manifest.ts';
import { deleteEntries } from '../bin/delete.ts';
import { emptyBin } from '../bin/empty.ts';
import { listBin } from '../bin/list.ts';
import { restoreEntries } from '../bin/restore.ts';
import {
  binContract,
  binListContract,
  copyContract,
  createFolderContract,
  emptyBinContract,
  folderContract,
  moveContract,
  setPartContract,
  spacesContract,
  unbinContract,
} from './contract.ts';
import { copyEntries } from './copy.ts';
import { createFolder } from './create-folder.ts';
import { listSpaces } from './list-spaces.ts';
import { moveEntries } from './move.ts';
import { setPart } from './set-part.ts';
import { showFolder } from './show-folder.ts';

/** Spaces, folders, and what is done with entries. */
export const treeRoutes: Route[] = [
  route(spacesContract, 'files.keep_own', (ctx, { query }) => listSpaces(ctx, query)),
  route(folderContract, 'files.keep_own', (ctx, { query }) => showFolder(ctx, query)),
  route(createFolderContract, 'files.keep_own', (ctx, { body }) => createFolder(ctx, body)),
  route(setPartContract, 'files.keep_own', (ctx, { params, body }) => setPart(ctx, params.fileId, body.part)),
  route(moveContract, 'files.keep_own', (ctx, { body }) => moveEntries(ctx, body)),
  route(copyContract, 'files.keep_own', (ctx, { body }) => copyEntries(ctx, body)),
  route(binContract, 'files.keep_own', (ctx, { body }) => deleteEntries(ctx, body.ids)),
  route(unbinContract, 'files.keep_own', (ctx, { body }) => restoreEntries(ctx, body.ids)),
  route(binListContract, 'files.keep_own', (ctx, { query }) => listBin(ctx, query)),
  route(emptyBinContract, 'files.keep_own', (ctx, { body }) => emptyBin(ctx, body.spaceId)),
];
