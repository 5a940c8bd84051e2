import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Line, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';

/** What members may do in a folder of a group space: add and change · only read · put in what only they and the leaders see. */
export const Part = OneOf(['open', 'read', 'hand_in']);
export type Part = Static<typeof Part>;

/** A place for files: one's own, or that of a group or course. Its id is that of the person, group or course. */
export const Space = T.Object({
  id: Id,
  kind: OneOf(['own', 'group', 'course']),
  name: Nullable(T.String({ description: 'of the group or course; null for one’s own' })),
  subject: Nullable(T.String({ description: 'short form of a course’s subject, for its hue' })),
  leads: T.Boolean({ description: 'one’s own, or the caller leads the group or course: sees all and changes all' }),
  mayAdd: T.Boolean({ description: 'into its root' }),
  sharedBy: T.Optional(T.String({ description: 'who shares a part of it with the caller; only that part is seen' })),
});
export type Space = Static<typeof Space>;

/** A folder or a file. Its id stays the same over renames and moves; for a file it is the id by which modules attach it. */
export const Entry = T.Object({
  id: Id,
  kind: OneOf(['folder', 'file']),
  name: T.String(),
  type: Nullable(T.String({ description: 'media type by content; null for a folder' })),
  sizeBytes: Nullable(T.Integer({ description: 'null for a folder' })),
  changedAt: Instant,
  by: Nullable(T.String({ description: 'who put it there; null for what the owner of a space of their own has put there' })),
  part: Nullable(Part),
  handedIn: T.Boolean({ description: 'put into a hand-in folder: only that member and the leaders see it' }),
  favourite: T.Boolean(),
  inUse: T.Boolean({ description: 'attached to work or handed in; it stays readable there' }),
  locked: T.Boolean({ description: 'found harmful: nobody can open it' }),
  versions: T.Integer({ description: 'earlier versions that are kept' }),
  mayChange: T.Boolean({ description: 'rename, move, delete, replace' }),
});
export type Entry = Static<typeof Entry>;

/** The places whose files the caller may see: their own first, then courses and groups by name. */
export const spacesContract = contract({
  method: 'GET',
  path: '/files/spaces',
  summary: 'The places whose files the caller may see: their own first, then courses and groups by name.',
  query: T.Object({ ...pageQuery }),
  answer: PageOf(Space),
});

/** One page of a folder with the way to it; folders come first in every order. Without `folderId` the root of the space, without both one's own root. */
export const folderContract = contract({
  method: 'GET',
  path: '/files/folder',
  summary: 'One page of a folder, folders first, and the way to it.',
  query: T.Object({
    ...pageQuery,
    spaceId: T.Optional(Id),
    folderId: T.Optional(Id),
    sort: T.Optional(OneOf(['name', 'date', 'size'])),
    order: T.Optional(OneOf(['asc', 'desc'])),
  }),
  answer: T.Object({
    space: Space,
    folder: Nullable(Entry),
    trail: T.Array(T.Object({ id: Id, name: T.String() }), { description: 'folders from the root down to this one; empty in the root' }),
    mayAdd: T.Boolean({ description: 'folders and files' }),
    items: T.Array(Entry),
    next: Nullable(T.String()),
  }),
});

const place = {
  spaceId: Id,
  folderId: Nullable(Id),
};

/** Makes a folder. `part` only in the root of a group space, by those who lead it; deeper folders are what their top folder is. */
export const createFolderContract = contract({
  method: 'POST',
  path: '/files/folders',
  summary: 'Makes a folder.',
  body: T.Object({ ...place, name: Line(200), part: T.Optional(Part) }),
  answer: T.Object({ id: Id, name: T.String() }),
  refusals: ['files.name_taken', 'files.name_not_allowed', 'files.too_deep', 'files.folder_full', 'files.read_only'],
});

/** Says what members may do in a top folder of a group space. */
export const setPartContract = contract({
  method: 'PUT',
  path: '/files/:fileId/part',
  summary: 'Says what members may do in a top folder of a group space.',
  params: T.Object({ fileId: Id }),
  body: T.Object({ part: Part }),
  answer: T.Object({}),
  refusals: ['files.read_only', 'files.part_in_use', 'files.not_a_top_folder'],
});

/** Up to 200 folders and files that are chosen together. */
const Ids = T.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true });

/** What has become of chosen entries: a taken name gets a number. */
const Placed = T.Object({ items: T.Array(T.Object({ id: Id, name: T.String() })) });

/** Moves folders and files, also into another space. A taken name gets a number: "Blatt (2).pdf". */
export const moveContract = contract({
  method: 'POST',
  path: '/files/moves',
  summary: 'Moves folders and files, also into another space.',
  body: T.Object({ ids: Ids, ...place }),
  answer: Placed,
  refusals: ['files.into_itself', 'files.too_deep', 'files.folder_full', 'files.too_many', 'files.read_only', 'files.quota_full'],
});

/** Copies folders with all the caller sees in them, and files, also into another space; no bytes are copied. Answers the copies. */
export const copyContract = contract({
  method: 'POST',
  path: '/files/copies',
  summary: 'Copies folders and files, also into another space.',
  body: T.Object({ ids: Ids, ...place }),
  answer: Placed,
  refusals: ['files.too_deep', 'files.folder_full', 'files.too_many', 'files.read_only', 'files.quota_full'],
});

/** Puts folders with all in them, and files, into the bin of their space for thirty days. */
export const binContract = contract({
  method: 'POST',
  path: '/files/deletions',
  summary: 'Puts folders and files into the bin for thirty days.',
  body: T.Object({ ids: Ids }),
  answer: T.Object({}),
  refusals: ['files.read_only'],
});

/** Takes folders and files out of the bin, back to where they were; into the root when that folder is gone. */
export const unbinContract = contract({
  method: 'POST',
  path: '/files/restorations',
  summary: 'Takes folders and files out of the bin.',
  body: T.Object({ ids: Ids }),
  answer: Placed,
  refusals: ['files.read_only', 'files.quota_full', 'files.too_deep'],
});

/** What lies in a bin. */
export const BinEntry = T.Object({
  id: Id,
  kind: OneOf(['folder', 'file']),
  name: T.String(),
  type: Nullable(T.String()),
  sizeBytes: T.Integer({ description: 'of a folder: of all that went with it' }),
  deletedAt: Instant,
  goneAt: Instant,
  folderName: Nullable(T.String({ description: 'where it was; null for the root' })),
  by: Nullable(T.String({ description: 'who deleted it; null for the caller, and when nobody is known' })),
});
export type BinEntry = Static<typeof BinEntry>;

/** The bin of a space, newest first: all of it for the owner and the leaders, for members what they put there themselves. */
export const binListContract = contract({
  method: 'GET',
  path: '/files/bin',
  summary: 'What lies in the bin of a space, newest first.',
  query: T.Object({ ...pageQuery, spaceId: T.Optional(Id) }),
  answer: PageOf(BinEntry),
});

/** Empties the bin of one's own, or of a space one leads, for good. What is in use somewhere stays there. */
export const emptyBinContract = contract({
  method: 'POST',
  path: '/files/bin/emptying',
  summary: 'Empties a bin for good.',
  body: T.Object({ spaceId: Id }),
  answer: T.Object({}),
  refusals: ['files.read_only'],
});
