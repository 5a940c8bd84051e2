import { type RawRoute, type Route, route } from '#kernel/module/manifest.ts';
import { answerAlone } from './answer-alone.ts';
import { answerAloneContract, chooseTeamContract, drawTeamsContract, moveContract, teamsContract } from './contract.ts';
import { downloadShared } from './draft.ts';
import { drawTeams } from './draw.ts';
import { listTeams } from './list.ts';
import { chooseTeam, movePupil } from './move.ts';

/** Teams: made by the teacher, by hand or by chance, or chosen by pupils. */
export const teamRoutes: Route[] = [
  route(teamsContract, null, (ctx, { params, query }) => listTeams(ctx, params.assignmentId, query)),
  route(drawTeamsContract, 'assignments.set', (ctx, { params, body }) => drawTeams(ctx, params.assignmentId, body)),
  route(moveContract, 'assignments.set', (ctx, { params, body }) => movePupil(ctx, params, body)),
  route(answerAloneContract, 'assignments.set', (ctx, { params }) => answerAlone(ctx, params)),
  route(chooseTeamContract, 'assignments.hand_in', (ctx, { params, body }) => chooseTeam(ctx, params.assignmentId, body)),
];

/** What the team has begun is read by its members alone. */
export const teamFiles: RawRoute[] = [
  {
    method: 'GET',
    path: '/assignments/:assignmentId/team/files/:fileId',
    summary: 'A file that the caller’s team works with.',
    permission: 'assignments.hand_in',
    rate: 'ordinary',
    run: downloadShared,
  },
];
