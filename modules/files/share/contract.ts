import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, PlainDate, pageQuery } from '#kernel/contract/types.ts';
import { Space } from '../tree/contract.ts';

const withKind = OneOf(['person', 'group', 'course']);

/** Whom something can be shared with: groups and courses of the caller's, and who is in one of them with them. */
export const ShareTarget = T.Object({ kind: withKind, id: Id, name: T.String() });
export type ShareTarget = Static<typeof ShareTarget>;

export const shareTargetsContract = contract({
  method: 'GET',
  path: '/files/share-targets',
  summary: 'Groups, courses and persons the caller can share files with, by part of the name.',
  query: T.Object({ ...pageQuery, q: T.Optional(T.String({ maxLength: 100 })) }),
  answer: PageOf(ShareTarget),
});

/**
 * Shares a folder or file of one's own, or of a group or course one leads; again with the same: changes it, and puts it back on their lists. `endsOn` is the
 * last day; null: until it is ended.
 */
export const shareContract = contract({
  method: 'POST',
  path: '/files/:fileId/shares',
  summary: 'Shares a folder or file with a person, group or course.',
  params: T.Object({ fileId: Id }),
  body: T.Object({
    with: T.Object({ kind: withKind, id: Id }),
    mayChange: T.Boolean({ description: 'add, rename, move, replace and delete within the folder' }),
    endsOn: Nullable(PlainDate),
  }),
  answer: T.Object({ shareId: Id }),
  refusals: ['files.not_yours_to_share', 'files.only_folders_change', 'files.ends_too_early', 'files.too_many_shares'],
});

/** With whom something is shared, and how. */
export const Share = T.Object({
  id: Id,
  with: ShareTarget,
  mayChange: T.Boolean(),
  endsOn: Nullable(PlainDate),
  by: Nullable(T.String()),
});
export type Share = Static<typeof Share>;

export const sharesContract = contract({
  method: 'GET',
  path: '/files/:fileId/shares',
  summary: 'With whom a folder or file is shared.',
  params: T.Object({ fileId: Id }),
  query: T.Object({ ...pageQuery }),
  answer: PageOf(Share),
});

export const endShareContract = contract({
  method: 'DELETE',
  path: '/files/shares/:shareId',
  summary: 'Ends a share. Repeatable by whoever could end it.',
  params: T.Object({ shareId: Id }),
  answer: T.Object({}),
});

/** Something that is shared: the entry with who shares it with whom. */
export const SharedEntry = T.Object({
  shareId: Id,
  entryId: Id,
  kind: OneOf(['folder', 'file']),
  name: T.String(),
  type: Nullable(T.String()),
  sizeBytes: Nullable(T.Integer()),
  by: T.String(),
  with: T.String({ description: 'the person, group or course' }),
  mayChange: T.Boolean(),
  endsOn: Nullable(PlainDate),
  madeAt: Instant,
});
export type SharedEntry = Static<typeof SharedEntry>;

export const sharedWithMeContract = contract({
  method: 'GET',
  path: '/files/shares/with-me',
  summary: 'What others share with the caller, newest first.',
  query: T.Object({
    ...pageQuery,
    offList: T.Optional(T.Boolean({ default: false, description: 'instead: what the caller has taken off this list' })),
  }),
  answer: PageOf(SharedEntry),
});

/** A folder of somebody else's into which the caller may put something. */
export const SharedPlace = T.Object({ id: Id, name: T.String(), space: Space });
export type SharedPlace = Static<typeof SharedPlace>;

export const sharedPlacesContract = contract({
  method: 'GET',
  path: '/files/shares/places',
  summary: 'Folders that others share with the caller for changing, by name: where they can copy something to.',
  query: T.Object({ ...pageQuery }),
  answer: PageOf(SharedPlace),
});

/** Takes something off the caller’s own list of what is shared with them, or puts it back; for everybody else, and whether they may see it, nothing changes. */
export const listedContract = contract({
  method: 'PUT',
  path: '/files/shares/:shareId/listed',
  summary: 'Takes something off the caller’s own list of what is shared with them, or puts it back.',
  params: T.Object({ shareId: Id }),
  body: T.Object({ listed: T.Boolean() }),
  answer: T.Object({}),
});

export const sharedByMeContract = contract({
  method: 'GET',
  path: '/files/shares/by-me',
  summary: 'What the caller shares with others, newest first.',
  query: T.Object({ ...pageQuery }),
  answer: PageOf(SharedEntry),
});
