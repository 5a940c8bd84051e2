import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';

/** How a piece of work stands for one pupil (state.ts). */
export const WorkState = OneOf(['new', 'begun', 'done', 'overdue', 'past']);
export type WorkState = Static<typeof WorkState>;

const File = T.Object({ id: Id, name: T.String(), type: T.String(), sizeBytes: T.Integer() });
const fileIds = T.Array(Id, { maxItems: 20, description: 'own files, uploaded before' });
const Times = { startsAt: Nullable(Instant), dueAt: Nullable(Instant), closesAt: Nullable(Instant) };
const assignmentId = { assignmentId: Id };

/** The course or class work is set for. */
const Target = T.Object({ kind: OneOf(['course', 'group']), id: Id });
/** The same, as it is shown. */
const ShownTarget = T.Object({
  kind: OneOf(['course', 'group']),
  id: Id,
  name: T.String(),
  subject: Nullable(T.String({ description: 'short form, for the hue' })),
  subjectName: Nullable(T.String()),
});

// ── what a teacher sets ──────────────────────────────────────────────────────────────────────────────────────────────

const Work = {
  title: T.String({ maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]*$' }),
  body: T.String({ maxLength: 100_000, description: 'HTML; what is not plain formatting is taken out when it is stored' }),
  ...Times,
  pupilIds: Nullable(T.Array(Id, { maxItems: 500, description: 'null: everybody in the course or class' })),
  fileIds,
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
});

export const setListContract = contract({
  method: 'GET',
  path: '/assignments/set',
  summary: 'Work set in the caller’s courses and classes, latest due first; own drafts included, work taken away only when asked for.',
  query: T.Object({
    ...pageQuery,
    show: T.Optional(OneOf(['running', 'to_answer', 'drafts', 'all', 'removed'])),
    targetId: T.Optional(Id),
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
    files: T.Array(File),
    publishedAt: Nullable(Instant),
    revision: T.Integer(),
    recipients: T.Integer(),
    seen: T.Integer(),
    handedIn: T.Integer(),
    finished: T.Integer({ description: 'answers that are ready and not yet given back' }),
    givenBack: T.Integer(),
    mayRemind: T.Boolean(),
  }),
});

// ── what pupils do ───────────────────────────────────────────────────────────────────────────────────────────────────

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
  }),
  answer: PageOf(PupilWork),
});

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
    files: T.Array(File),
    state: WorkState,
    mayHandIn: T.Boolean(),
    handIn: Nullable(
      T.Object({ id: Id, version: T.Integer(), text: T.String(), files: T.Array(File), handedInAt: Instant, late: T.Boolean() }),
    ),
    draft: Nullable(T.Object({ text: T.String(), files: T.Array(File) })),
    answer: Nullable(T.Object({ text: T.String(), files: T.Array(File), givenBackAt: Instant })),
  }),
});

export const seenContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/seen',
  summary: 'The pupil has opened the work: a yes, without time.',
  params: T.Object(assignmentId),
  answer: T.Object({}),
});

/** Keeps what a pupil has typed, for the next device; read by nobody else. Empty text without files forgets it. */
export const saveDraftContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/draft',
  summary: 'Keeps what the pupil has not handed in yet.',
  params: T.Object(assignmentId),
  body: T.Object({ text: T.String({ maxLength: 20_000 }), fileIds }),
  answer: T.Object({ savedAt: Instant }),
  refusals: ['assignments.closed'],
});

/** A pupil hands in work. Handing in again replaces the earlier work. Times are UTC. */
export const handInContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/hand-in',
  summary: 'Hands in work; again until closing, then the earlier one is kept as a version.',
  params: T.Object(assignmentId),
  body: T.Object({
    text: T.String({ maxLength: 20_000, description: 'plain text; may be empty if files are given' }),
    fileIds,
  }),
  answer: T.Object({ handInId: Id, version: T.Integer(), handedInAt: Instant, late: T.Boolean() }),
  refusals: ['assignments.closed', 'assignments.empty'],
});

// ── what teachers answer ─────────────────────────────────────────────────────────────────────────────────────────────

/** One pupil in the overview and the correction view. */
export const PupilResult = T.Object({
  pupilId: Id,
  name: T.String({ description: 'family name first' }),
  seen: T.Boolean({ description: 'yes or no, never when' }),
  state: WorkState,
  handIn: Nullable(
    T.Object({ id: Id, version: T.Integer(), text: T.String(), files: T.Array(File), handedInAt: Instant, late: T.Boolean() }),
  ),
  answer: Nullable(
    T.Object({
      text: T.String(),
      files: T.Array(File),
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
