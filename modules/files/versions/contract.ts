import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, PageOf, pageQuery } from '#kernel/contract/types.ts';

/** An earlier version of a file. Its bytes: GET /files/:fileId/versions/:versionId/content. */
export const Version = T.Object({
  id: Id,
  type: T.String(),
  sizeBytes: T.Integer(),
  madeAt: Instant,
  by: Nullable(T.String({ description: 'who brought it; null when unknown' })),
});
export type Version = Static<typeof Version>;

/** The earlier versions of a file, newest first; the last ten are kept. */
export const versionsContract = contract({
  method: 'GET',
  path: '/files/:fileId/versions',
  summary: 'The earlier versions of a file, newest first.',
  params: T.Object({ fileId: Id }),
  query: T.Object({ ...pageQuery }),
  answer: PageOf(Version),
});

/** Makes an earlier version the newest one; the present one becomes an earlier one. */
export const restoreVersionContract = contract({
  method: 'POST',
  path: '/files/:fileId/versions/:versionId/restoration',
  summary: 'Makes an earlier version the newest one.',
  params: T.Object({ fileId: Id, versionId: Id }),
  answer: T.Object({}),
  refusals: ['files.read_only', 'files.quota_full', 'files.locked'],
});
