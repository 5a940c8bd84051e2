import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { AttachedFile, assignmentId, dueRange, fileIds, HandInKinds, ShownTarget, Target, TeamMode, Times } from '../contract.ts';

const Work = {
  title: T.String({ maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]*$' }),
  body: T.String({ maxLength: 100_000, description: 'HTML; what is not plain formatting is taken out when it is stored' }),
  ...Times,
  pupilIds: Nullable(T.Array(Id, { maxItems: 500, description: 'null: everybody in the course or class' })),
  fileIds,
  handInKinds: T.Optional(HandInKinds),
  worksheetIds: T.Optional(T.Array(Id, { maxItems: 20, description: 'attached files of which every pupil gets a copy of their own' })),
  teams: T.Optional(TeamMode),
  teamSize: T.Optional(Nullable(T.Integer({ minimum: 2, maximum: 12, description: 'most members of a team that pupils choose' }))),
};

export const targetsContract = contract({
  method: 'GET',
  path: '/assignments/targets',
  summary: 'Courses and classes for which the caller may set work.',
  answer: T.Object({ targets: T.Array(T.Intersect([ShownTarget, T.Object({ pupils: T.Integer() })])) }),
});

export const targetPupilsContract = contract({
  method: 'GET',
  path: '/assignments/targets/:targetId/pupils',
  summary: 'The pupils of one such course or class.',
  params: T.Object({ targetId: Id }),
  query: T.Object(pageQuery),
  answer: PageOf(T.Object({ id: Id, name: T.String() })),
});

/** Begins a draft, seen by its author alone until it is published. */
export const createContract = contract({
  method: 'POST',
  path: '/assignments',
  summary: 'Begins a draft of a piece of work.',
  body: T.Object({ target: Target, ...Work }),
  answer: T.Object({ assignmentId: Id, revision: T.Integer() }),
});

/** Saves a draft or changes published work. `revision` is what the caller has seen; who would write over something newer is told. */
export const saveContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId',
  summary: 'Saves a piece of work.',
  params: T.Object(assignmentId),
  body: T.Object({ revision: T.Integer(), ...Work }),
  answer: T.Object({ revision: T.Integer(), savedAt: Instant }),
  refusals: ['assignments.changed_meanwhile', 'assignments.untitled', 'assignments.times_disordered', 'assignments.no_recipients'],
});

export const publishContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/publication',
  summary: 'Publishes a draft; pupils see it from its start on.',
  params: T.Object(assignmentId),
  answer: T.Object({ publishedAt: Instant, visibleFrom: Instant }),
  refusals: ['assignments.untitled', 'assignments.times_disordered', 'assignments.no_recipients'],
});

export const deleteContract = contract({
  method: 'DELETE',
  path: '/assignments/:assignmentId',
  summary: 'Takes work away; it can be brought back.',
  params: T.Object(assignmentId),
  answer: T.Object({}),
});

export const restoreContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/restoration',
  summary: 'Brings work back that was taken away.',
  params: T.Object(assignmentId),
  answer: T.Object({}),
});

export const SetWork = T.Object({
  id: Id,
  title: T.String(),
  target: ShownTarget,
  ...Times,
  published: T.Boolean(),
  recipients: T.Integer(),
  handedIn: T.Integer(),
  toAnswer: T.Integer({ description: 'handed in and not yet given back' }),
  removedAt: Nullable(Instant),
  tags: T.Array(T.String({ description: 'the caller’s own words' })),
});

export const setListContract = contract({
  method: 'GET',
  path: '/assignments/set',
  summary: 'Work set in the caller’s courses and classes, latest due first; own drafts included, work taken away only when asked for.',
  query: T.Object({
    ...pageQuery,
    show: T.Optional(OneOf(['running', 'to_answer', 'drafts', 'all', 'removed'])),
    targetId: T.Optional(Id),
    tag: T.Optional(T.String({ maxLength: 40 })),
    ...dueRange,
  }),
  answer: PageOf(SetWork),
});

export const assignmentContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId',
  summary: 'A piece of work as its teachers see it.',
  params: T.Object(assignmentId),
  answer: T.Object({
    id: Id,
    target: ShownTarget,
    title: T.String(),
    body: T.String(),
    ...Times,
    pupilIds: Nullable(T.Array(Id)),
    handInKinds: HandInKinds,
    worksheetIds: T.Array(Id),
    teams: TeamMode,
    teamSize: Nullable(T.Integer()),
    reviews: T.Boolean({ description: 'pupils review each other' }),
    files: T.Array(AttachedFile),
    publishedAt: Nullable(Instant),
    revision: T.Integer(),
    recipients: T.Integer(),
    seen: T.Integer(),
    handedIn: T.Integer(),
    open: T.Integer({ description: 'have not handed in and still can' }),
    finished: T.Integer({ description: 'answers that are ready and not yet given back' }),
    givenBack: T.Integer(),
    ownTimes: T.Integer({ description: 'pupils with due and closing times of their own' }),
    mayRemind: T.Boolean(),
    tags: T.Array(T.String({ description: 'the caller’s own words' })),
  }),
});
