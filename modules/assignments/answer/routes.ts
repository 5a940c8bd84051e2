import { type Route, route } from '#kernel/module/manifest.ts';
import { giveBackContract, pupilsContract, remindContract, saveAnswerContract } from './contract.ts';
import { giveBack } from './give-back.ts';
import { listPupils } from './list-pupils.ts';
import { remind } from './remind.ts';
import { saveAnswer } from './save.ts';

/** What teachers do with work handed in. */
export const answerRoutes: Route[] = [
  route(pupilsContract, 'assignments.set', (ctx, { params, query }) => listPupils(ctx, params.assignmentId, query)),
  route(saveAnswerContract, 'assignments.set', (ctx, { params, body }) => saveAnswer(ctx, params, body)),
  route(giveBackContract, 'assignments.set', (ctx, { params, body }) => giveBack(ctx, params.assignmentId, body.pupilIds)),
  route(remindContract, 'assignments.set', (ctx, { params }) => remind(ctx, params.assignmentId)),
];
