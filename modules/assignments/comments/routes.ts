import { type Route, route } from '#kernel/module/manifest.ts';
import { changeComment, countUse, keepComment, listComments, removeComment } from './bank.ts';
import {
  changeCommentContract,
  commentsContract,
  keepCommentContract,
  orderCommentsContract,
  removeCommentContract,
  useCommentContract,
} from './contract.ts';
import { orderComments } from './order.ts';

/** A teacher's own comments, at hand while answering. */
export const commentRoutes: Route[] = [
  route(commentsContract, 'assignments.set', (ctx, { query }) => listComments(ctx, query)),
  route(orderCommentsContract, 'assignments.set', (ctx, { body }) => orderComments(ctx, body.commentIds)),
  route(keepCommentContract, 'assignments.set', (ctx, { body }) => keepComment(ctx, body.text)),
  route(changeCommentContract, 'assignments.set', (ctx, { params, body }) => changeComment(ctx, params.commentId, body.text)),
  route(removeCommentContract, 'assignments.set', (ctx, { params }) => removeComment(ctx, params.commentId)),
  route(useCommentContract, 'assignments.set', (ctx, { params }) => countUse(ctx, params.commentId)),
];
