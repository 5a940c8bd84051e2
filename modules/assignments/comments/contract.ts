import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, PageOf, pageQuery } from '#kernel/contract/types.ts';

const commentId = { commentId: Id };
const text = T.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

/** A comment kept at hand. */
export const Comment = T.Object({
  id: Id,
  text: T.String(),
  used: T.Integer({ description: 'how often it was put into an answer' }),
  placed: T.Boolean({ description: 'put in its place by hand' }),
});
export type Comment = Static<typeof Comment>;

export const commentsContract = contract({
  method: 'GET',
  path: '/assignments/comments',
  summary: 'The caller’s own comments: those put in place by hand, then the most used first.',
  query: T.Object(pageQuery),
  answer: PageOf(Comment),
});

/** Keeps a comment; the same text again is the same comment. */
export const keepCommentContract = contract({
  method: 'POST',
  path: '/assignments/comments',
  summary: 'Keeps a comment at hand.',
  body: T.Object({ text }),
  answer: T.Object(commentId),
});

export const changeCommentContract = contract({
  method: 'PUT',
  path: '/assignments/comments/:commentId',
  summary: 'Changes a comment; answers it was put into stay as they are.',
  params: T.Object(commentId),
  body: T.Object({ text }),
  answer: T.Object({}),
});

export const removeCommentContract = contract({
  method: 'DELETE',
  path: '/assignments/comments/:commentId',
  summary: 'Forgets a comment.',
  params: T.Object(commentId),
  answer: T.Object({}),
});

export const useCommentContract = contract({
  method: 'POST',
  path: '/assignments/comments/:commentId/uses',
  summary: 'It was put into an answer once more.',
  params: T.Object(commentId),
  answer: T.Object({}),
});

export const orderCommentsContract = contract({
  method: 'PUT',
  path: '/assignments/comments',
  summary: 'Puts comments in an order: these from the top, all others below by use; without any, all by use again.',
  body: T.Object({ commentIds: T.Array(Id, { maxItems: 500 }) }),
  answer: T.Object({}),
});
