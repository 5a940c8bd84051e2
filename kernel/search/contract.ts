import type { Static } from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { OneOf } from '#kernel/contract/types.ts';

/** Something found; texts in the caller's language, `path` below the school. */
export const SearchHit = T.Object({
  kind: OneOf(['person', 'group', 'course', 'work', 'file', 'page']),
  title: T.String(),
  sub: T.String(),
  path: T.String(),
  /** The second line names a person (a child’s work): hidden in projector mode. A person's own name always is. */
  namesPerson: T.Optional(T.Boolean()),
});
export type SearchHit = Static<typeof SearchHit>;

export const searchContract = contract({
  method: 'GET',
  path: '/search',
  summary: 'Finds people, groups, courses, work and pages the caller may see.',
  query: T.Object({ q: T.String({ minLength: 1, maxLength: 100 }) }),
  answer: T.Object({ hits: T.Array(SearchHit) }),
});
