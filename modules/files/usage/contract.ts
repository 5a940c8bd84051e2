import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';

/** How much room somebody, a group or a course takes. No names of files. */
export const Usage = T.Object({
  id: Id,
  kind: OneOf(['own', 'group', 'course']),
  name: T.String(),
  usedBytes: T.Integer(),
  quotaBytes: T.Integer(),
  hasOwnQuota: T.Boolean({ description: 'other than what the school’s settings say for all' }),
  files: T.Integer({ description: 'earlier versions and the bin count' }),
});
export type Usage = Static<typeof Usage>;

/** Who takes most room, most first; needs `files.see_usage`. Who has a quota of their own is among them without any files too. */
export const usageContract = contract({
  method: 'GET',
  path: '/files/usage',
  summary: 'Who takes most room.',
  query: T.Object({
    ...pageQuery,
    kind: T.Optional(OneOf(['own', 'group', 'course'])),
    q: T.Optional(T.String({ maxLength: 100, description: 'part of the name' })),
  }),
  answer: PageOf(Usage),
});

/** Gives one person, group or course more or less room than all others have; null: as all others again. */
export const setQuotaContract = contract({
  method: 'PUT',
  path: '/files/usage/:spaceId/quota',
  summary: 'Sets how much room one person, group or course has.',
  params: T.Object({ spaceId: Id }),
  body: T.Object({ megabytes: Nullable(T.Integer({ minimum: 0, maximum: 10_000_000 })) }),
  answer: T.Object({}),
});
