import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

/** An import was applied: people, classes and courses stand as the source says. */
export const rosterImported = eventType('roster.imported', T.Object({ importId: Id }));

/** The last import was taken back. */
export const rosterUndone = eventType('roster.undone', T.Object({ importId: Id }));

/** Reading, applying or undoing came a step further, or ended; whoever looks at the import asks again. */
export const rosterStepped = eventType('roster.stepped', T.Object({ importId: Id }));

export const rosterEvents = [rosterImported, rosterUndone, rosterStepped];
