import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Nullable, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { assignmentId } from '../contract.ts';

export const teamsContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/teams',
  summary: 'The teams of a piece of work: for its teachers, and for pupils who may choose; other pupils see their own.',
  params: T.Object(assignmentId),
  query: T.Object(pageQuery),
  answer: PageOf(
    T.Object({
      id: Id,
      number: T.Integer({ description: 'what it is called by: 3 is “Gruppe 3”' }),
      members: T.Array(T.Object({ name: T.String(), pupilId: Nullable(T.String({ description: 'for teachers alone' })) })),
      own: T.Boolean(),
      full: T.Boolean(),
    }),
  ),
});

/** Where somebody goes: into a team, into a new one, or out of the one they are in. */
const To = T.Object({
  teamId: Nullable(Id),
  fresh: T.Optional(T.Boolean({ description: 'into a new team; then `teamId` is null' })),
});

/** A pupil goes into a team of their choice, with what they have begun; or leaves it and keeps what was handed in. */
export const chooseTeamContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/team',
  summary: 'The pupil chooses a team, founds one, or leaves.',
  params: T.Object(assignmentId),
  body: To,
  answer: T.Object({ teamId: Nullable(Id) }),
  refusals: ['assignments.team_full', 'assignments.closed'],
});

/** From now on this member has an answer of their own, which begins as what the team has; what is written to the team leaves it as it is. */
export const answerAloneContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/pupils/:pupilId/answer/own',
  summary: 'Gives one member of a team an answer of their own.',
  params: T.Object({ ...assignmentId, pupilId: Id }),
  answer: T.Object({}),
});

export const moveContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/teams/members/:pupilId',
  summary: 'The teacher puts a pupil into a team, into a new one, or out.',
  params: T.Object({ ...assignmentId, pupilId: Id }),
  body: To,
  answer: T.Object({ teamId: Nullable(Id) }),
});

export const drawTeamsContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/teams/draw',
  summary: 'Puts everybody who has no team into teams by chance.',
  params: T.Object(assignmentId),
  body: T.Object({
    size: T.Integer({ minimum: 2, maximum: 12 }),
    anew: T.Boolean({ description: 'those who have a team too, as long as none has handed in' }),
  }),
  answer: T.Object({ placed: T.Integer({ description: 'pupils' }), teams: T.Integer() }),
  refusals: ['assignments.teams_at_work'],
});
