import { type Route, route } from '#kernel/module/manifest.ts';
import {
  assignmentContract,
  createContract,
  deleteContract,
  publishContract,
  restoreContract,
  saveContract,
  setListContract,
  targetPupilsContract,
  targetsContract,
} from './contract.ts';
import { createAssignment } from './create.ts';
import { deleteAssignment, restoreAssignment } from './delete.ts';
import { listSet } from './list.ts';
import { publishAssignment } from './publish.ts';
import { saveAssignment } from './save.ts';
import { showAssignment } from './show.ts';
import { listTargetPupils, listTargets } from './targets.ts';

/** What teachers do to set work. */
export const setRoutes: Route[] = [
  route(targetsContract, 'assignments.set', (ctx) => listTargets(ctx)),
  route(targetPupilsContract, 'assignments.set', (ctx, { params, query }) => listTargetPupils(ctx, params.targetId, query)),
  route(createContract, 'assignments.set', (ctx, { body }) => createAssignment(ctx, body)),
  route(saveContract, 'assignments.set', (ctx, { params, body }) => saveAssignment(ctx, params.assignmentId, body)),
  route(publishContract, 'assignments.set', (ctx, { params }) => publishAssignment(ctx, params.assignmentId)),
  route(deleteContract, 'assignments.set', (ctx, { params }) => deleteAssignment(ctx, params.assignmentId)),
  route(restoreContract, 'assignments.set', (ctx, { params }) => restoreAssignment(ctx, params.assignmentId)),
  route(setListContract, 'assignments.set', (ctx, { query }) => listSet(ctx, query)),
  route(assignmentContract, 'assignments.set', (ctx, { params }) => showAssignment(ctx, params.assignmentId)),
];
