import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

/** A contact bar was set, lifted or ran out; the teaching zone learns that the relation is blocked, never why. */
export const contactBarChanged = eventType('custody.contact_bar_changed', T.Object({ guardianId: Id, childId: Id }));
