import { refusalsOf } from '#kernel/errors/refusal.ts';

/** What courses refuses. */
export const refusals = refusalsOf('courses', {
  /** Who teaches works at the school. */
  notStaff: 422,
  /** Who sits in a course is a pupil here, if only as a guest. */
  notAPupil: 422,
  datesReversed: 422,
});
