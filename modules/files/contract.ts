import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Line } from '#kernel/contract/types.ts';

/**
 * Contracts of files lie beside their topics: tree (spaces, folders, moving, the bin), versions, find (search, recent, favourites), hand-out, usage.
 *
 * Uploads are no contract but tus 1.0.0 at /files/uploads; large ones may go on straight to the store (straight/contract.ts). Upload-Metadata: `filename`, and where it goes: `folderId` or `spaceId` (its root); without
 * both into one's own root. A taken name gets a number; with `replace` (any value) the file of that name gets a new version and keeps its id.
 * Bytes: GET /files/:fileId/content, with Range. Open pages follow `files/folder/<folder id, or the space's id for its root>`.
 */

/** Parts of an upload, as the pages cut them, in bytes. A part that breaks off keeps what has come of it: its size only says how often is asked. */
export const partBytes = 16_000_000;

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
