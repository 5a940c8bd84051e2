import { type RawRoute, route } from '#kernel/module/manifest.ts';
import {
  answerContract,
  applyContract,
  cancelContract,
  discardContract,
  entriesContract,
  importContract,
  listContract,
  openContract,
  questionsContract,
  readContract,
  removeFileContract,
  undoContract,
} from './contract.ts';
import { answerQuestion } from './imports/answer.ts';
import { beginApplying, beginReading, beginUndo, cancelWork } from './imports/begin.ts';
import { discardImport, removeFile } from './imports/discard.ts';
import { openImport } from './imports/open.ts';
import { listEntries, listImports, listQuestions, showImport } from './imports/show.ts';
import { uploadFile } from './imports/upload.ts';
import { mappingsContract, removeMappingContract, saveMappingContract } from './mappings/contract.ts';
import { listMappings, removeMapping, saveMapping } from './mappings/saved-mappings.ts';

const right = 'roster.import';

/** Everything about imports; one right for all of it. */
export const rosterRoutes = [
  route(openContract, right, (ctx) => openImport(ctx)),
  route(listContract, right, (ctx, { query }) => listImports(ctx, query)),
  route(importContract, right, (ctx, { params }) => showImport(ctx, params.importId)),
  route(discardContract, right, (ctx, { params }) => discardImport(ctx, params.importId)),
  route(removeFileContract, right, (ctx, { params }) => removeFile(ctx, params.importId, params.fileId)),
  route(readContract, right, (ctx, { params, body }) => beginReading(ctx, params.importId, body), { rate: 'heavy' }),
  route(entriesContract, right, (ctx, { params, query }) => listEntries(ctx, params.importId, query)),
  route(questionsContract, right, (ctx, { params, query }) => listQuestions(ctx, params.importId, query)),
  route(answerContract, right, (ctx, { params, body }) => answerQuestion(ctx, params.importId, params.questionId, body.personId)),
  route(applyContract, right, (ctx, { params, body }) => beginApplying(ctx, params.importId, body), { rate: 'heavy' }),
  route(cancelContract, right, (ctx, { params }) => cancelWork(ctx, params.importId)),
  route(undoContract, right, (ctx, { params }) => beginUndo(ctx, params.importId), { rate: 'heavy' }),
  route(mappingsContract, right, (ctx) => listMappings(ctx)),
  route(saveMappingContract, right, (ctx, { body }) => saveMapping(ctx, body)),
  route(removeMappingContract, right, (ctx, { params }) => removeMapping(ctx, params.mappingId)),
];

/** Bytes in. */
export const rosterRawRoutes: readonly RawRoute[] = [
  {
    method: 'PUT',
    path: '/roster/imports/:importId/files',
    summary: 'One file of a roster import as application/octet-stream, its name in ?name=; at most 50 MB.',
    permission: right,
    // a SchILD set is some twenty files at once; what takes work is reading them
    rate: 'ordinary',
    run: (ctx, request) => uploadFile(ctx, request),
  },
];
