import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';

/** How much room somebody, a group or a course takes. No names of files. */
export const Usage = T.Object({
  id: Id,
  kind: OneOf(['own', 'group', 'course']),
  name: T.String(),
  usedBytes: T.Integer(),
  files: T.Integer({ description: 'earlier versions and the bin count' }),
});
export type Usage = Static<typeof Usage>;

/** Who takes most room, most first; needs `files.see_usage`. */
export const usageContract = contract({
  method: 'GET',
  path: '/files/usage',
  summary: 'Who takes most room.',
  query: T.Object({ ...pageQuery }),
  answer: PageOf(Usage),
});
