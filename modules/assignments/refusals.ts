import { refusalsOf } from '#kernel/errors/refusal.ts';

/** Every expected "no" of assignments. */
export const refusals = refusalsOf('assignments', {
  /** A hand-in without text and files, where a tick is not enough. */
  empty: 422,
  /** Text or files that this work does not take; data: `kind`. */
  kindNotTaken: 422,
  /** A teacher answers it already: it cannot be taken back. */
  beingAnswered: 409,
  /** From the closing time on; data: `closedAt`. */
  closed: 409,
  /** Somebody has saved since the caller looked; data: `revision`. */
  changedMeanwhile: 409,
  /** The pupil handed in again while the answer was written. */
  handedInAgain: 409,
  untitled: 422,
  /** Start before due before closing; data: `place`. */
  timesDisordered: 422,
  /** Work of a class has no subject whose teachers could share it. */
  noSubject: 422,
  /** Nobody would receive it. */
  noRecipients: 422,
  /** A bulk reminder went out today. */
  alreadyReminded: 409,
  /** A filled rubric is not replaced. */
  rubricInUse: 409,
  /** A choice for a rubric that the work does not have any more. */
  rubricMismatch: 409,
  /** Marks neither end nor change their kind while somebody has one. */
  marksGiven: 409,
  /** Somebody has annotated that page since; data: `revision`, `annotations` as they are now. */
  annotatedMeanwhile: 409,
  /** More annotations than one file takes. */
  tooMuchInk: 422,
  /** A team has as many members as it may; data: `most`. */
  teamFull: 409,
  /** Teams that have begun or handed in are not made anew. */
  teamsAtWork: 409,
  /** Too few have handed in for so many reviews each; data: `needed`. */
  tooFewToReview: 409,
  /** Reviews are being written: who reviews whom stays. */
  reviewsBegun: 409,
  /** Work without a rubric cannot be reviewed by one. */
  noRubric: 422,
  /** A zip of hand-ins of another piece of work. */
  zipOfOtherWork: 409,
  /** A zip whose list of folders was changed, or is none. */
  zipForeign: 422,
  /** A mark the work does not have. */
  noSuchMark: 422,
});
