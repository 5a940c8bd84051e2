import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { assignmentId } from '../contract.ts';
import { Chosen, Criteria } from '../rubrics/contract.ts';

const Plan = {
  reviews: T.Integer({ minimum: 1, maximum: 3, description: 'everybody writes so many, and gets as many' }),
  anonymous: T.Boolean({ description: 'neither side learns who the other is' }),
  dueAt: Nullable(Instant),
  withRubric: T.Boolean({ description: 'by the rubric of the work' }),
  atOnce: T.Boolean({ description: 'authors see a review as soon as it is handed in; else once the teacher releases them' }),
};
const reviewId = { reviewId: Id };

export const planContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/peer',
  summary: 'What the teacher has asked for, and how far it is.',
  params: T.Object(assignmentId),
  answer: T.Object({
    plan: Nullable(T.Object({ ...Plan, releasedAt: Nullable(Instant) })),
    hasRubric: T.Boolean(),
    handedIn: T.Integer({ description: 'pupils whose work could be reviewed' }),
    asked: T.Integer({ description: 'reviews' }),
    done: T.Integer(),
  }),
});

export const savePlanContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/peer',
  summary: 'Lets pupils review each other, or changes how. Whether names are hidden stays once somebody has begun.',
  params: T.Object(assignmentId),
  body: T.Object(Plan),
  answer: T.Object({}),
  refusals: ['assignments.no_rubric', 'assignments.reviews_begun'],
});

export const drawReviewsContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/peer/draw',
  summary: 'Says by chance who reviews whom, among those who have handed in; anew as long as nobody has begun.',
  params: T.Object(assignmentId),
  answer: T.Object({ asked: T.Integer() }),
  refusals: ['assignments.too_few_to_review', 'assignments.reviews_begun'],
});

export const askReviewContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/reviews',
  summary: 'Asks one pupil to review another’s work.',
  params: T.Object(assignmentId),
  body: T.Object({ reviewerId: Id, authorId: Id }),
  answer: T.Object({}),
});

export const dropReviewContract = contract({
  method: 'DELETE',
  path: '/assignments/:assignmentId/reviews/:reviewId',
  summary: 'Asks for a review no more, as long as nothing is written.',
  params: T.Object({ ...assignmentId, ...reviewId }),
  answer: T.Object({}),
  refusals: ['assignments.reviews_begun'],
});

export const releaseContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/peer/release',
  summary: 'Authors see what is handed in from now on.',
  params: T.Object(assignmentId),
  answer: T.Object({ released: T.Integer() }),
});

export const reviewsContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/reviews',
  summary: 'Who reviews whom and what was written, with names, for the teachers.',
  params: T.Object(assignmentId),
  query: T.Object(pageQuery),
  answer: PageOf(
    T.Object({
      id: Id,
      reviewer: T.Object({ id: Id, name: T.String() }),
      author: T.Object({ id: Id, name: T.String() }),
      begun: T.Boolean(),
      handedInAt: Nullable(Instant),
      text: T.String({ description: 'empty until it is handed in' }),
      rubric: Nullable(Chosen),
    }),
  ),
});

/** A file of the reviewed work, by its place: its id and, if names are hidden, its name say nothing of the author. */
const ReviewedFile = T.Object({ place: T.Integer(), name: T.String(), type: T.String(), sizeBytes: T.Integer() });

export const reviewContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/reviews/:reviewId',
  summary: 'What the caller is asked to review, and what they have written.',
  params: T.Object({ ...assignmentId, ...reviewId }),
  answer: T.Object({
    title: T.String(),
    body: T.String(),
    author: Nullable(T.String({ description: 'null: hidden' })),
    work: Nullable(T.Object({ text: T.String(), files: T.Array(ReviewedFile) }, { description: 'null: taken back meanwhile' })),
    criteria: Nullable(Criteria),
    dueAt: Nullable(Instant),
    closed: T.Boolean(),
    text: T.String(),
    rubric: Nullable(Chosen),
    handedIn: T.Boolean(),
    revision: T.Integer(),
  }),
});

export const writeReviewContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/reviews/:reviewId',
  summary: 'Keeps what the reviewer writes, or hands it in; changed until the due time.',
  params: T.Object({ ...assignmentId, ...reviewId }),
  body: T.Object({
    revision: T.Integer({ minimum: 0 }),
    text: T.String({ maxLength: 20_000 }),
    rubric: Nullable(Chosen),
    handIn: T.Boolean(),
  }),
  answer: T.Object({ revision: T.Integer() }),
  refusals: ['assignments.closed', 'assignments.changed_meanwhile', 'assignments.empty', 'assignments.rubric_mismatch'],
});

const OwnReviews = T.Object({
  asked: T.Array(T.Object({ id: Id, author: Nullable(T.String()), begun: T.Boolean(), handedIn: T.Boolean(), dueAt: Nullable(Instant) })),
  received: T.Array(T.Object({ reviewer: Nullable(T.String()), text: T.String(), rubric: Nullable(Chosen) })),
  criteria: Nullable(Criteria),
});
/** What a pupil is to review in a piece of work, and the reviews of their own they may read. */
export type OwnReviews = Static<typeof OwnReviews>;

export const ownReviewsContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/own-reviews',
  summary: 'What the caller is asked to review, and the reviews of their work they may read.',
  params: T.Object(assignmentId),
  answer: OwnReviews,
});
