import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

/** A group came into being, by hand or by an import. */
export const groupAdded = eventType('groups.group_added', T.Object({ groupId: Id }));

/** Name, year or kind of a group changed. */
export const groupChanged = eventType('groups.group_changed', T.Object({ groupId: Id }));

/** A group ended; it stays readable to its members. */
export const groupEnded = eventType('groups.group_ended', T.Object({ groupId: Id }));

/** A person belongs to a group, or their part or days in it changed. */
export const memberAdded = eventType('groups.member_added', T.Object({ groupId: Id, personId: Id }));

/** A person does not belong to a group any more. */
export const memberRemoved = eventType('groups.member_removed', T.Object({ groupId: Id, personId: Id }));

export const groupsEvents = [groupAdded, groupChanged, groupEnded, memberAdded, memberRemoved];
