import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { AttachedFile, assignmentId, fileIds, WorkState } from '../contract.ts';
import { MarkScheme } from '../marks/contract.ts';
import { Chosen, Criteria } from '../rubrics/contract.ts';

/** A mark as it is kept: `2-`, `11`, `87`. */
const Mark = T.String({ maxLength: 3 });
const HandInVersion = T.Object({
  id: Id,
  version: T.Integer(),
  text: T.String(),
  files: T.Array(AttachedFile),
  handedInAt: Instant,
  late: T.Boolean(),
});
/** One version of what a pupil has handed in. */
export type HandInVersion = Static<typeof HandInVersion>;

/** One pupil in the overview and the correction view. */
export const PupilResult = T.Object({
  pupilId: Id,
  name: T.String({ description: 'family name first' }),
  seen: T.Boolean({ description: 'yes or no, never when' }),
  state: WorkState,
  ownTimes: Nullable(
    T.Object({ dueAt: Nullable(Instant), closesAt: Nullable(Instant) }, { description: 'other times than those of the work' }),
  ),
  team: Nullable(T.Object({ id: Id, number: T.Integer() }, { description: 'that handed in; before that, the pupil’s' })),
  handIn: Nullable(T.Intersect([HandInVersion, T.Object({ by: Nullable(T.String({ description: 'who handed in for a team' })) })])),
  answer: Nullable(
    T.Object({
      text: T.String(),
      files: T.Array(AttachedFile),
      rubric: Nullable(Chosen),
      mark: Nullable(Mark),
      finished: T.Boolean(),
      givenBackAt: Nullable(Instant),
      changedSince: T.Boolean({ description: 'changed after it was given back' }),
      revision: T.Integer(),
      forOne: T.Boolean({ description: 'to one member of a team alone' }),
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
    rubric: T.Optional(Nullable(Chosen)),
    mark: T.Optional(Nullable(Mark)),
    finished: T.Boolean({ description: 'ready to be given back' }),
  }),
  answer: T.Object({ revision: T.Integer(), savedAt: Instant }),
  refusals: ['assignments.changed_meanwhile', 'assignments.handed_in_again', 'assignments.no_such_mark', 'assignments.rubric_mismatch'],
});

/** Puts the same words below the answers of several pupils; what is there stays. */
export const bulkAnswerContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/answers',
  summary: 'Adds the same words to the answers of several pupils, or calls them finished; gives nothing back.',
  params: T.Object(assignmentId),
  body: T.Object({
    pupilIds: T.Array(Id, { minItems: 1, maxItems: 500 }),
    text: T.String({ maxLength: 4_000, description: 'may be empty when they only become finished' }),
    finished: T.Boolean({ description: 'true: they are finished; false: that stays as it is' }),
  }),
  answer: T.Object({ answered: T.Integer() }),
});

export const versionsContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/pupils/:pupilId/versions',
  summary: 'What one pupil has handed in, the present version first.',
  params: T.Object({ ...assignmentId, pupilId: Id }),
  query: T.Object(pageQuery),
  answer: PageOf(HandInVersion),
});

export const assessmentContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/assessment',
  summary: 'The rubric and the marks of a piece of work, for its teachers.',
  params: T.Object(assignmentId),
  answer: T.Object({
    rubric: Nullable(T.Object({ title: T.String(), criteria: Criteria, shownAhead: T.Boolean() })),
    marks: Nullable(MarkScheme),
  }),
});

export const receivedContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/received',
  summary: 'Rubric and mark as a pupil may see them: criteria ahead if the teacher wants, all else once it is given back.',
  params: T.Object(assignmentId),
  query: T.Object({ pupilId: T.Optional(Id) }),
  answer: T.Object({
    rubric: Nullable(T.Object({ title: T.String(), criteria: Criteria, chosen: Nullable(Chosen) })),
    mark: Nullable(T.Intersect([MarkScheme, T.Object({ mark: Mark })])),
    annotated: T.Array(
      T.Intersect([
        AttachedFile,
        T.Object(
          { versionId: Id, version: Nullable(T.Integer({ description: 'null: of what was answered last' })) },
          { description: 'the hand-in' },
        ),
      ]),
      { description: 'own files with annotations that were given back; for the pupil alone' },
    ),
  }),
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
