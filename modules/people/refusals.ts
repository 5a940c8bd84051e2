import { refusalsOf } from '#kernel/errors/refusal.ts';

/** What people refuses. */
export const refusals = refusalsOf('people', {
  /** Giving, taking or touching a working capacity needs the right to hand out roles. */
  rolesNeeded: 403,
  /** Nobody locks themselves out, or takes their own role away. */
  ownAccess: 409,
  /** A school keeps at least one school admin. */
  lastAdmin: 409,
  /** The last day lies before the first. */
  datesReversed: 422,
  /** Of two related persons one must be a pupil here. */
  notAPupil: 422,
  /** The short name is taken by somebody present. */
  shortNameTaken: 409,
  /** A person with sign-in elsewhere, a capacity of work, or merged before cannot be merged into another. */
  cannotMerge: 409,
  mergeOver: 409,
  /** The administration keeps this guardian away from the child; why is not known here. */
  relationBlocked: 409,
  /** Who sees on is the pupil's to say from the 18th birthday. */
  notOfAge: 409,
});
