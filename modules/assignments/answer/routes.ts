import { type Route, route } from '#kernel/module/manifest.ts';
import { showAssessment } from './assessment.ts';
import { answerMany } from './bulk.ts';
import {
  assessmentContract,
  bulkAnswerContract,
  giveBackContract,
  pupilsContract,
  receivedContract,
  remindContract,
  saveAnswerContract,
  versionsContract,
} from './contract.ts';
import { giveBack } from './give-back.ts';
import { listPupils } from './list-pupils.ts';
import { showReceived } from './received.ts';
import { remind } from './remind.ts';
import { saveAnswer } from './save.ts';
import { listVersions } from './versions.ts';

/** What teachers do with work handed in. */
export const answerRoutes: Route[] = [
  route(pupilsContract, 'assignments.set', (ctx, { params, query }) => listPupils(ctx, params.assignmentId, query)),
  route(saveAnswerContract, 'assignments.set', (ctx, { params, body }) => saveAnswer(ctx, params, body)),
  route(giveBackContract, 'assignments.set', (ctx, { params, body }) => giveBack(ctx, params.assignmentId, body.pupilIds)),
  route(remindContract, 'assignments.set', (ctx, { params }) => remind(ctx, params.assignmentId)),
  route(bulkAnswerContract, 'assignments.set', (ctx, { params, body }) => answerMany(ctx, params.assignmentId, body)),
  route(versionsContract, 'assignments.set', (ctx, { params, query }) => listVersions(ctx, params, query)),
  route(assessmentContract, 'assignments.set', (ctx, { params }) => showAssessment(ctx, params.assignmentId)),
  route(receivedContract, null, (ctx, { params, query }) => showReceived(ctx, params.assignmentId, query.pupilId)),
];
