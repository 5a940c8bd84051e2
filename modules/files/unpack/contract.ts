import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';

/** Unpacks an archive into a new folder beside it. It is done in the background; either all of it arrives or nothing. */
export const unpackContract = contract({
  method: 'POST',
  path: '/files/:fileId/unpacking',
  summary: 'Unpacks a zip into a new folder beside it, in the background.',
  params: T.Object({ fileId: Id }),
  answer: T.Object({ unpackingId: Id }),
  refusals: ['files.not_a_zip', 'files.locked', 'files.read_only', 'files.unpacking_already'],
});

/** An archive that is being unpacked, or was in the last days. */
export const Unpacking = T.Object({
  id: Id,
  name: T.String({ description: 'of the archive' }),
  state: OneOf(['waiting', 'running', 'done', 'refused']),
  total: T.Integer({ description: 'files in it' }),
  done: T.Integer({ description: 'files unpacked so far' }),
  why: Nullable(T.String({ description: 'why it was refused, as a sentence' })),
  folderId: Nullable(Id),
  askedAt: Instant,
});
export type Unpacking = Static<typeof Unpacking>;

export const unpackingsContract = contract({
  method: 'GET',
  path: '/files/unpackings',
  summary: 'The archives the caller had unpacked in the last days, newest first.',
  query: T.Object({ ...pageQuery }),
  answer: PageOf(Unpacking),
});
