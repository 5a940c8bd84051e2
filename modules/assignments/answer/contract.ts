import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { AttachedFile, assignmentId, fileIds, WorkState } from '../contract.ts';

/** One pupil in the overview and the correction view. */
export const PupilResult = T.Object({
  pupilId: Id,
  name: T.String({ description: 'family name first' }),
  seen: T.Boolean({ description: 'yes or no, never when' }),
  state: WorkState,
  handIn: Nullable(
    T.Object({ id: Id, version: T.Integer(), text: T.String(), files: T.Array(AttachedFile), handedInAt: Instant, late: T.Boolean() }),
  ),
  answer: Nullable(
    T.Object({
      text: T.String(),
      files: T.Array(AttachedFile),
      finished: T.Boolean(),
      givenBackAt: Nullable(Instant),
      changedSince: T.Boolean({ description: 'changed after it was given back' }),
      revision: T.Integer(),
    }),
  ),
});
export type PupilResult = Static<typeof PupilResult>;

export const pupilsContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/pupils',
  summary: 'Everybody who received the work: seen, handed in, answered; with texts and files.',
  params: T.Object(assignmentId),
  query: T.Object(pageQuery),
  answer: PageOf(PupilResult),
});

/** Answers one pupil. Kept for the teachers until it is given back. */
export const saveAnswerContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/pupils/:pupilId/answer',
  summary: 'Saves the answer to one pupil; the pupil sees it once it is given back.',
  params: T.Object({ ...assignmentId, pupilId: Id }),
  body: T.Object({
    handInId: Nullable(Id),
    revision: Nullable(T.Integer({ description: 'of the answer the caller has seen; null for the first' })),
    text: T.String({ maxLength: 20_000 }),
    fileIds,
    finished: T.Boolean({ description: 'ready to be given back' }),
  }),
  answer: T.Object({ revision: T.Integer(), savedAt: Instant }),
  refusals: ['assignments.changed_meanwhile', 'assignments.handed_in_again'],
});

export const giveBackContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/given-back',
  summary: 'Gives finished answers back, to some pupils or to all.',
  params: T.Object(assignmentId),
  body: T.Object({ pupilIds: Nullable(T.Array(Id, { maxItems: 500 })) }),
  answer: T.Object({ givenBack: T.Integer() }),
});

export const remindContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/reminder',
  summary: 'Reminds everybody who has not handed in yet; once a day.',
  params: T.Object(assignmentId),
  answer: T.Object({ reminded: T.Integer() }),
  refusals: ['assignments.already_reminded', 'assignments.closed'],
});
