import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Line, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { assignmentId } from '../contract.ts';

/** A teacher's own word for work. */
export const Word = Line(40);

/** The caller's own words for a piece of work; colleagues do not see them. */
export const saveTagsContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/tags',
  summary: 'Makes these the caller’s own words for a piece of work.',
  params: T.Object(assignmentId),
  body: T.Object({ words: T.Array(Word, { maxItems: 10 }) }),
  answer: T.Object({ words: T.Array(T.String()) }),
});

export const tagsContract = contract({
  method: 'GET',
  path: '/assignments/tags',
  summary: 'The words the caller uses for work, in alphabetical order.',
  query: T.Object(pageQuery),
  answer: PageOf(T.Object({ word: T.String(), uses: T.Integer() })),
});
