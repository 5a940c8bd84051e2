import { T } from '#kernel/contract/t.ts';
import { Id, Nullable } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

const target = { courseId: Nullable(Id), groupId: Nullable(Id) };

/** Work became visible to its pupils: at publication, or at its start. */
export const workSet = eventType('assignments.set', T.Object({ assignmentId: Id, ...target }));

/** Published work was changed, taken away or brought back. */
export const workChanged = eventType('assignments.changed', T.Object({ assignmentId: Id, ...target }));

/** A pupil handed in; `late` means after the due time. */
export const handedIn = eventType(
  'assignments.handed_in',
  T.Object({ handInId: Id, assignmentId: Id, pupilId: Id, late: T.Boolean(), ...target }),
);

/** A pupil took back what was handed in. */
export const takenBack = eventType('assignments.taken_back', T.Object({ assignmentId: Id, pupilId: Id, ...target }));

/** Due or closing time changed for these pupils, who see the work. */
export const timesChanged = eventType('assignments.times_changed', T.Object({ assignmentId: Id, pupilIds: T.Array(Id), ...target }));

/** Answers were given back to these pupils. */
export const answered = eventType('assignments.answered', T.Object({ assignmentId: Id, pupilIds: T.Array(Id) }));

/** Pupils who have not handed in were reminded by a teacher. */
export const reminded = eventType('assignments.reminded', T.Object({ assignmentId: Id, pupilIds: T.Array(Id) }));

export const assignmentsEvents = [workSet, workChanged, handedIn, takenBack, timesChanged, answered, reminded];
