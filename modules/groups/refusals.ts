import { refusalsOf } from '#kernel/errors/refusal.ts';

/** What groups refuses. */
export const refusals = refusalsOf('groups', {
  /** Seen, but not for this caller to change. */
  notAllowed: 403,
  /** A class of that name is there this year. */
  nameTaken: 409,
  /** The group has ended. */
  ended: 409,
  /** One moves from class to class, from club to club. */
  otherKind: 422,
  datesReversed: 422,
});
