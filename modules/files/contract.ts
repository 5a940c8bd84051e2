import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Line, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';

/**
 * Contracts of files lie beside their topics: tree (spaces, folders, moving, the bin), versions, find (search, recent, favourites), hand-out, usage.
 *
 * Uploads are no contract but tus 1.0.0 at /files/uploads. Upload-Metadata: `filename`, and where it goes: `folderId` or `spaceId` (its root); without
 * both into one's own root. A taken name gets a number; with `replace` (any value) the file of that name gets a new version and keeps its id.
 * Bytes: GET /files/:fileId/content, with Range. Open pages follow `files/folder/<folder id, or the space's id for its root>`.
 */

/** One of the caller's own files. */
export const OwnFile = T.Object({
  id: Id,
  name: T.String(),
  type: T.String({ description: 'media type by content' }),
  sizeBytes: T.Integer(),
  madeAt: Instant,
  deletedAt: Nullable(Instant),
  inUse: T.Boolean({ description: 'attached to work or handed in; it stays readable there' }),
});
export type OwnFile = Static<typeof OwnFile>;

/** The caller's own files, newest first. */
export const ownFilesContract = contract({
  method: 'GET',
  path: '/files',
  summary: 'The caller’s own files, or those in the bin; newest first.',
  query: T.Object({ ...pageQuery, view: T.Optional(OneOf(['own', 'bin'])), q: T.Optional(T.String({ maxLength: 100 })) }),
  answer: PageOf(OwnFile),
});

/** How much room is taken, in bytes; uploads under way and the bin count. */
export const roomContract = contract({
  method: 'GET',
  path: '/files/room',
  summary: 'How much room is taken: the caller’s own, or that of a space.',
  query: T.Object({ spaceId: T.Optional(Id) }),
  answer: T.Object({ usedBytes: T.Integer(), quotaBytes: T.Integer() }),
});

/** Gives a folder or file another name. What was handed in keeps the name it had. */
export const renameContract = contract({
  method: 'PATCH',
  path: '/files/:fileId',
  summary: 'Renames a folder or file.',
  params: T.Object({ fileId: Id }),
  body: T.Object({ name: Line(200) }),
  answer: T.Object({ name: T.String() }),
  refusals: ['files.program_refused', 'files.name_taken', 'files.name_not_allowed', 'files.read_only'],
});

/** Puts one's own file into the bin for thirty days. Where it is in use it stays readable. */
export const deleteContract = contract({
  method: 'DELETE',
  path: '/files/:fileId',
  summary: 'Puts one of the caller’s own files into the bin for thirty days.',
  params: T.Object({ fileId: Id }),
  answer: T.Object({}),
});

/** Takes one's own file out of the bin. */
export const restoreContract = contract({
  method: 'POST',
  path: '/files/:fileId/restoration',
  summary: 'Takes one of the caller’s own files out of the bin.',
  params: T.Object({ fileId: Id }),
  answer: T.Object({}),
});
