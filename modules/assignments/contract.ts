import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf } from '#kernel/contract/types.ts';

/** How a piece of work stands for one pupil (state.ts). */
export const WorkState = OneOf(['new', 'begun', 'done', 'overdue', 'past']);
export type WorkState = Static<typeof WorkState>;

/** An attached file. */
export const AttachedFile = T.Object({ id: Id, name: T.String(), type: T.String(), sizeBytes: T.Integer() });
/** Files to attach. */
export const fileIds = T.Array(Id, { maxItems: 20, description: 'own files, uploaded before' });
/** How work may be handed in: without content (a tick), with text, with files. */
export const HandInKind = OneOf(['tick', 'text', 'files']);
export type HandInKind = Static<typeof HandInKind>;
/** Any mix of them, at least one. */
export const HandInKinds = T.Array(HandInKind, { minItems: 1, maxItems: 3 });
/** Whether work is done in teams: not, in those the teacher makes, or in those pupils choose until closing. */
export const TeamMode = OneOf(['none', 'made', 'chosen']);
export type TeamMode = Static<typeof TeamMode>;
/** When work begins, is due and closes. */
export const Times = { startsAt: Nullable(Instant), dueAt: Nullable(Instant), closesAt: Nullable(Instant) };
/** Only what is due from one instant on and before another, soonest first: for calendars. */
export const dueRange = { dueFrom: T.Optional(Instant), dueBefore: T.Optional(Instant) };
/** In the address of everything about one piece of work. */
export const assignmentId = { assignmentId: Id };

/** The course or class work is set for. */
export const Target = T.Object({ kind: OneOf(['course', 'group']), id: Id });
/** The same, as it is shown. */
export const ShownTarget = T.Object({
  kind: OneOf(['course', 'group']),
  id: Id,
  name: T.String(),
  subject: Nullable(T.String({ description: 'short form, for the hue' })),
  subjectName: Nullable(T.String()),
});
