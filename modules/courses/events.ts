import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

/** A course came into being, by hand or by an import. */
export const courseAdded = eventType('courses.course_added', T.Object({ courseId: Id }));

/** Name, subject or class of a course changed. */
export const courseChanged = eventType('courses.course_changed', T.Object({ courseId: Id }));

/** A course ended; work in it stays readable. */
export const courseEnded = eventType('courses.course_ended', T.Object({ courseId: Id }));

/** A teacher has a part in a course, or the part or its days changed. */
export const teacherAdded = eventType('courses.teacher_added', T.Object({ courseId: Id, personId: Id }));

/** A teacher has no part in a course any more. */
export const teacherRemoved = eventType('courses.teacher_removed', T.Object({ courseId: Id, personId: Id }));

/** A pupil sits in a course, or the days changed. */
export const memberAdded = eventType('courses.member_added', T.Object({ courseId: Id, personId: Id }));

/** A pupil sits in a course no more. */
export const memberRemoved = eventType('courses.member_removed', T.Object({ courseId: Id, personId: Id }));

export const coursesEvents = [courseAdded, courseChanged, courseEnded, teacherAdded, teacherRemoved, memberAdded, memberRemoved];
