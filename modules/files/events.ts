import { T } from '#kernel/contract/t.ts';
import { Id, Nullable } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

/** Something in these folders has changed; the root of a space has the space's id. */
export const filesChanged = eventType('files.changed', T.Object({ folderIds: T.Array(Id) }));

/**
 * A file has got new content, and what it hangs on keeps the content of then: there it is called `earlierId` from now on. For modules that note ids of
 * attached files elsewhere.
 */
export const contentReplaced = eventType(
  'files.content_replaced',
  T.Object({ fileId: Id, earlierId: Id, subjects: T.Array(T.Object({ module: T.String(), subjectId: Id })) }),
);

/** Something harmful was found in a file; it is locked. The person brought it; null when nobody is known. */
export const filesFoundHarmful = eventType('files.found_harmful', T.Object({ fileId: Id, personId: Nullable(Id) }));

/** Somebody shares something with this person. */
export const filesShared = eventType('files.shared', T.Object({ shareId: Id, personId: Id }));

/** A preview somebody waits for is made, or cannot be made. */
export const filesPreviewEnded = eventType('files.preview_ended', T.Object({ previewId: Id }));

export const filesEvents = [filesChanged, contentReplaced, filesFoundHarmful, filesShared, filesPreviewEnded];
