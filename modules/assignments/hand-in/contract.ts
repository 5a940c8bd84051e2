import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { AttachedFile, assignmentId, dueRange, fileIds, HandInKinds, ShownTarget, TeamMode, Times, WorkState } from '../contract.ts';

export const PupilWork = T.Object({
  id: Id,
  pupilId: Id,
  pupilName: Nullable(T.String({ description: 'for guardians and assistants; null for one’s own' })),
  title: T.String(),
  target: ShownTarget,
  dueAt: Nullable(Instant),
  closesAt: Nullable(Instant),
  state: WorkState,
  late: T.Boolean({ description: 'handed in after the due time' }),
  answered: T.Boolean({ description: 'an answer has been given back' }),
});
export type PupilWork = Static<typeof PupilWork>;

export const workListContract = contract({
  method: 'GET',
  path: '/assignments',
  summary: 'A pupil’s own work, or that of the caller’s children, by due time across all courses.',
  query: T.Object({
    ...pageQuery,
    show: T.Optional(OneOf(['open', 'done', 'all'])),
    targetId: T.Optional(Id),
    pupilId: T.Optional(Id),
    ...dueRange,
  }),
  answer: PageOf(PupilWork),
});

const Named = T.Object({ id: Id, name: T.String() });

export const workChoicesContract = contract({
  method: 'GET',
  path: '/assignments/choices',
  summary: 'What the list of work can be narrowed to: courses and classes with work in it, and children.',
  answer: T.Object({
    targets: T.Array(Named),
    children: T.Array(Named, { description: 'empty with one child, and for one’s own work' }),
  }),
});

/** What pupils share in a piece of work, and their copies of its worksheets. */
const together = {
  worksheets: T.Object({
    waiting: T.Boolean({ description: 'there is one of which the pupil has no copy yet' }),
    lost: T.Boolean({ description: 'a copy lies in the bin or is gone' }),
    files: T.Array(AttachedFile, { description: 'the pupil’s or the team’s own copies' }),
  }),
  reviews: T.Boolean({ description: 'the pupil is asked for reviews, or may read some' }),
  teams: TeamMode,
  team: Nullable(
    T.Object({ id: Id, number: T.Integer(), revision: T.Integer({ description: 'of the shared draft' }), mates: T.Array(T.String()) }),
  ),
};
const Together = T.Object(together);
export type Together = Static<typeof Together>;

export const taskContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/task',
  summary: 'A piece of work as its pupil sees it; guardians see it without what was handed in.',
  params: T.Object(assignmentId),
  query: T.Object({ pupilId: T.Optional(Id) }),
  answer: T.Object({
    id: Id,
    pupilId: Id,
    pupilName: Nullable(T.String()),
    title: T.String(),
    body: T.String(),
    target: ShownTarget,
    teacher: Nullable(T.String()),
    ...Times,
    files: T.Array(AttachedFile),
    state: WorkState,
    handInKinds: HandInKinds,
    mayHandIn: T.Boolean(),
    mayTakeBack: T.Boolean({ description: 'handed in, not closed, and nobody answers it yet' }),
    handIn: Nullable(
      T.Object({
        id: Id,
        version: T.Integer(),
        text: T.String(),
        files: T.Array(AttachedFile),
        handedInAt: Instant,
        late: T.Boolean(),
        by: Nullable(T.String({ description: 'the member who handed in for the team; null: the pupil' })),
      }),
    ),
    ...together,
    draft: Nullable(T.Object({ text: T.String(), files: T.Array(AttachedFile) })),
    answer: Nullable(T.Object({ text: T.String(), files: T.Array(AttachedFile), givenBackAt: Instant })),
  }),
});

export const seenContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/seen',
  summary: 'The pupil has opened the work: a yes, without time.',
  params: T.Object(assignmentId),
  answer: T.Object({}),
});

/** In a team: how often the shared draft had changed when the caller saw it. */
const seenRevision = { revision: T.Optional(T.Integer({ minimum: 0 })) };

/** Keeps what a pupil has typed, for the next device; read by nobody else. Empty text without files forgets it. */
export const saveDraftContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/draft',
  summary: 'Keeps what the pupil has not handed in yet.',
  params: T.Object(assignmentId),
  body: T.Object({ text: T.String({ maxLength: 20_000 }), fileIds, ...seenRevision }),
  answer: T.Object({ savedAt: Instant, revision: T.Integer() }),
  refusals: ['assignments.closed', 'assignments.changed_meanwhile'],
});

/** A pupil hands in work. Handing in again replaces the earlier work. Times are UTC. */
export const handInContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/hand-in',
  summary: 'Hands in work; again until closing, then the earlier one is kept as a version.',
  params: T.Object(assignmentId),
  body: T.Object({
    text: T.String({
      maxLength: 20_000,
      description:
        'plain text; a picture stands in it as `![what it shows](picture:<one of fileIds>)`; may be empty if files are given, or a tick is enough',
    }),
    fileIds,
    ...seenRevision,
  }),
  answer: T.Object({ handInId: Id, version: T.Integer(), handedInAt: Instant, late: T.Boolean() }),
  refusals: ['assignments.closed', 'assignments.empty', 'assignments.kind_not_taken', 'assignments.changed_meanwhile'],
});

/** A pupil takes back what was handed in; it becomes what was begun. */
export const takeBackContract = contract({
  method: 'DELETE',
  path: '/assignments/:assignmentId/hand-in',
  summary: 'Takes back what was handed in, until closing and as long as nobody answers it.',
  params: T.Object(assignmentId),
  answer: T.Object({}),
  refusals: ['assignments.closed', 'assignments.being_answered'],
});
