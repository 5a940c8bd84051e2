import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

/** Somebody has been told something new, or has read it: their bell looks again. */
export const noticesChanged = eventType('notices.notices_changed', T.Object({ personId: Id }));
