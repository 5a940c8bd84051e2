import { type RawRoute, type Route, route } from '#kernel/module/manifest.ts';
import { askReview, drawReviews, dropReview, releaseReviews } from './ask.ts';
import {
  askReviewContract,
  drawReviewsContract,
  dropReviewContract,
  ownReviewsContract,
  planContract,
  releaseContract,
  reviewContract,
  reviewsContract,
  savePlanContract,
  writeReviewContract,
} from './contract.ts';
import { listReviews } from './list.ts';
import { ownReviews } from './own.ts';
import { savePlan, showPlan } from './plan.ts';
import { downloadReviewed, showReview, writeReview } from './review.ts';

/** Pupils review each other's work: asked for by the teacher, written by pupils. */
export const peerRoutes: Route[] = [
  route(planContract, 'assignments.set', (ctx, { params }) => showPlan(ctx, params.assignmentId)),
  route(savePlanContract, 'assignments.set', (ctx, { params, body }) => savePlan(ctx, params.assignmentId, body)),
  route(drawReviewsContract, 'assignments.set', (ctx, { params }) => drawReviews(ctx, params.assignmentId)),
  route(askReviewContract, 'assignments.set', (ctx, { params, body }) => askReview(ctx, params.assignmentId, body)),
  route(dropReviewContract, 'assignments.set', (ctx, { params }) => dropReview(ctx, params)),
  route(releaseContract, 'assignments.set', (ctx, { params }) => releaseReviews(ctx, params.assignmentId)),
  route(reviewsContract, 'assignments.set', (ctx, { params, query }) => listReviews(ctx, params.assignmentId, query)),
  route(ownReviewsContract, 'assignments.hand_in', (ctx, { params }) => ownReviews(ctx, params.assignmentId)),
  route(reviewContract, 'assignments.hand_in', (ctx, { params }) => showReview(ctx, params)),
  route(writeReviewContract, 'assignments.hand_in', (ctx, { params, body }) => writeReview(ctx, params, body)),
];

/** Files of work that is reviewed are read through the review alone. */
export const peerFiles: RawRoute[] = [
  {
    method: 'GET',
    path: '/assignments/:assignmentId/reviews/:reviewId/files/:place',
    summary: 'A file of the work that the caller is asked to review.',
    permission: 'assignments.hand_in',
    rate: 'ordinary',
    run: downloadReviewed,
  },
];
