import { refusalsOf } from '#kernel/errors/refusal.ts';

/** Every expected "no" of assignments. */
export const refusals = refusalsOf('assignments', {
  /** A hand-in without text and files. */
  empty: 422,
  /** From the closing time on; data: `closedAt`. */
  closed: 409,
  /** Somebody has saved since the caller looked; data: `revision`. */
  changedMeanwhile: 409,
  /** The pupil handed in again while the answer was written. */
  handedInAgain: 409,
  untitled: 422,
  /** Start before due before closing; data: `place`. */
  timesDisordered: 422,
  /** Nobody would receive it. */
  noRecipients: 422,
  /** A bulk reminder went out today. */
  alreadyReminded: 409,
});
