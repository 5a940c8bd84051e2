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

/** What members of a team share has changed: the draft, the hand-in, who belongs to it. */
export const teamChanged = eventType('assignments.team_changed', T.Object({ assignmentId: Id, pupilIds: T.Array(Id) }));

/** These pupils are asked to review the work of others. */
export const reviewsAsked = eventType('assignments.reviews_asked', T.Object({ assignmentId: Id, pupilIds: T.Array(Id) }));

/** These pupils may read the reviews of their work. */
export const reviewsReleased = eventType('assignments.reviews_released', T.Object({ assignmentId: Id, pupilIds: T.Array(Id) }));

/** A review of somebody's work was handed in. Who wrote it is not said. */
export const reviewHandedIn = eventType('assignments.review_handed_in', T.Object({ assignmentId: Id, authorId: Id }));

/** Answers were given back to these pupils. */
export const answered = eventType('assignments.answered', T.Object({ assignmentId: Id, pupilIds: T.Array(Id) }));

/** Pupils who have not handed in were reminded by a teacher. */
export const reminded = eventType('assignments.reminded', T.Object({ assignmentId: Id, pupilIds: T.Array(Id) }));

export const assignmentsEvents = [
  workSet,
  workChanged,
  handedIn,
  takenBack,
  timesChanged,
  teamChanged,
  reviewsAsked,
  reviewsReleased,
  reviewHandedIn,
  answered,
  reminded,
];
