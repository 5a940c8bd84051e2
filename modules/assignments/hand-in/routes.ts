import { type Route, route } from '#kernel/module/manifest.ts';
import { workChoices } from './choices.ts';
import {
  handInContract,
  saveDraftContract,
  seenContract,
  takeBackContract,
  taskContract,
  workChoicesContract,
  workListContract,
} from './contract.ts';
import { handIn } from './hand-in.ts';
import { listWork } from './list.ts';
import { saveDraft } from './save-draft.ts';
import { markSeen } from './seen.ts';
import { showTask } from './show.ts';
import { takeBack } from './take-back.ts';

/** What pupils do with work, and what guardians see of it. */
export const handInRoutes: Route[] = [
  route(workListContract, null, (ctx, { query }) => listWork(ctx, query)),
  route(workChoicesContract, null, (ctx) => workChoices(ctx)),
  route(taskContract, null, (ctx, { params, query }) => showTask(ctx, params.assignmentId, query.pupilId)),
  route(seenContract, 'assignments.hand_in', (ctx, { params }) => markSeen(ctx, params.assignmentId)),
  route(saveDraftContract, 'assignments.hand_in', (ctx, { params, body }) => saveDraft(ctx, params.assignmentId, body)),
  route(handInContract, 'assignments.hand_in', (ctx, { params, body }) => handIn(ctx, params.assignmentId, body)),
  route(takeBackContract, 'assignments.hand_in', (ctx, { params }) => takeBack(ctx, params.assignmentId)),
];
