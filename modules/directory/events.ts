import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

/** Somebody was asked in by mail; the mail goes out after this. */
export const guardianInvited = eventType('directory.guardian_invited', T.Object({ invitationId: Id }));
