import { T } from '#kernel/contract/t.ts';
import { Id, Nullable } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

/** Something in these folders has changed; the root of a space has the space's id. */
export const filesChanged = eventType('files.changed', T.Object({ folderIds: T.Array(Id) }));

/** Something harmful was found in a file; it is locked. The person brought it; null when nobody is known. */
export const filesFoundHarmful = eventType('files.found_harmful', T.Object({ fileId: Id, personId: Nullable(Id) }));

/** Somebody shares something with this person. */
export const filesShared = eventType('files.shared', T.Object({ shareId: Id, personId: Id }));

/** A preview somebody waits for is made, or cannot be made. */
export const filesPreviewEnded = eventType('files.preview_ended', T.Object({ previewId: Id }));

export const filesEvents = [filesChanged, filesFoundHarmful, filesShared, filesPreviewEnded];
