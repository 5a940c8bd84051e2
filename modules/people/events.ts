import { T } from '#kernel/contract/t.ts';
import { Id, OneOf } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

/** A person was entered, by hand or by an import. */
export const personAdded = eventType('people.person_added', T.Object({ personId: Id }));

/** Names, birth date, language or contact of a person changed. */
export const personChanged = eventType('people.person_changed', T.Object({ personId: Id }));

/** A person may not come in any more: locked by the office, or no longer in the roster. */
export const personSuspended = eventType('people.person_suspended', T.Object({ personId: Id }));

/** A suspended person may come in again. */
export const personUnlocked = eventType('people.person_unlocked', T.Object({ personId: Id }));

/** What a person is at the school changed. */
export const capacityChanged = eventType('people.capacity_changed', T.Object({ personId: Id }));

/** A guardian or assistant was put beside a child, taken away, or the dates changed. */
export const relationChanged = eventType('people.relation_changed', T.Object({ personId: Id, childId: Id }));

/** The office believes that two entries are one human; both are asked. */
export const mergeProposed = eventType('people.merge_proposed', T.Object({ mergeId: Id, keptId: Id, doubleId: Id }));

/** Two entries were one human: what belongs to the double belongs to the kept person from now on. */
export const personsMerged = eventType('people.persons_merged', T.Object({ keptId: Id, doubleId: Id }));

/** A pupil comes of age within some weeks (`soon`), or has come of age (`now`). */
export const comingOfAge = eventType('people.coming_of_age', T.Object({ personId: Id, step: OneOf(['soon', 'now']) }));

/** The row of a person is gone. */
export const personErased = eventType('people.person_erased', T.Object({ personId: Id }));

export const peopleEvents = [
  personAdded,
  personChanged,
  personSuspended,
  personUnlocked,
  capacityChanged,
  relationChanged,
  mergeProposed,
  personsMerged,
  comingOfAge,
  personErased,
];
