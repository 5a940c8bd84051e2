import { refusalsOf } from '#kernel/errors/refusal.ts';

/** What the timetable refuses. */
export const refusals = refusalsOf('timetable', {
  /** The last free day lies before the first, a day there is not, or more days than any holidays have. */
  freeDays: 422,
  /** Another entry says the same of the same days. */
  freeDaysTwice: 409,
  /** Another import of the timetable is under way. */
  busy: 409,
  /** There is no import that can be taken back. */
  undoOver: 409,
  /** A day of the school year was asked for from which the plan holds; this is none. */
  planDay: 422,
  /** Periods of a grid overlap, or a number comes twice. */
  gridTimes: 422,
  /** Lessons stand in a period that would be left out. */
  periodInUse: 409,
});
