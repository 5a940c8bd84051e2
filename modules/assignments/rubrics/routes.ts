import { type Route, route } from '#kernel/module/manifest.ts';
import { attachRubric } from './attach.ts';
import {
  attachRubricContract,
  copyRubricContract,
  createRubricContract,
  deleteRubricContract,
  rubricContract,
  rubricListContract,
  saveRubricContract,
} from './contract.ts';
import { copyRubric, createRubric, deleteRubric, saveRubric, showRubric } from './keep.ts';
import { listRubrics } from './list.ts';

/** Rubrics: kept, shared, copied, given to work. */
export const rubricRoutes: Route[] = [
  route(rubricListContract, 'assignments.set', (ctx, { query }) => listRubrics(ctx, query)),
  route(rubricContract, 'assignments.set', (ctx, { params }) => showRubric(ctx, params.rubricId)),
  route(createRubricContract, 'assignments.set', (ctx, { body }) => createRubric(ctx, body)),
  route(saveRubricContract, 'assignments.set', (ctx, { params, body }) => saveRubric(ctx, params.rubricId, body)),
  route(deleteRubricContract, 'assignments.set', (ctx, { params }) => deleteRubric(ctx, params.rubricId)),
  route(copyRubricContract, 'assignments.set', (ctx, { params }) => copyRubric(ctx, params.rubricId)),
  route(attachRubricContract, 'assignments.set', (ctx, { params, body }) => attachRubric(ctx, params.assignmentId, body)),
];
