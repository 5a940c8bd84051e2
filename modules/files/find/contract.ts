import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Nullable, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { Entry, Space } from '../tree/contract.ts';

/** An entry with where it lies. */
export const FoundEntry = T.Object({
  ...Entry.properties,
  space: Space,
  folderId: Nullable(Id),
  folderName: Nullable(T.String({ description: 'null in the root of the space, and for what is itself shared with the caller' })),
  excerpt: T.Optional(T.String({ description: 'what stands around the words in the file, when they were found in its text' })),
});
export type FoundEntry = Static<typeof FoundEntry>;

/**
 * Folders and files whose names hold these words, and files in whose text all of them begin words, through all spaces the caller may see and all that is shared
 * with them; last changed first.
 */
export const findContract = contract({
  method: 'GET',
  path: '/files/found',
  summary: 'Folders and files by name and text, through all the caller may see.',
  query: T.Object({ ...pageQuery, q: T.String({ minLength: 1, maxLength: 100 }) }),
  answer: PageOf(FoundEntry),
});

/** Files of all spaces the caller may see and of what is shared with them, last changed first. */
export const recentContract = contract({
  method: 'GET',
  path: '/files/recent',
  summary: 'Files the caller may see, last changed first.',
  query: T.Object({ ...pageQuery }),
  answer: PageOf(FoundEntry),
});

/** What the caller has marked and may still see, last marked first. */
export const favouritesContract = contract({
  method: 'GET',
  path: '/files/favourites',
  summary: 'What the caller has marked as favourite.',
  query: T.Object({ ...pageQuery }),
  answer: PageOf(FoundEntry),
});

/** Marks or unmarks a folder or file for the caller alone. */
export const markContract = contract({
  method: 'PUT',
  path: '/files/:fileId/favourite',
  summary: 'Marks or unmarks a folder or file for the caller alone.',
  params: T.Object({ fileId: Id }),
  body: T.Object({ favourite: T.Boolean() }),
  answer: T.Object({}),
});
