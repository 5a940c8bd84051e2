import { refusalsOf } from '#kernel/errors/refusal.ts';

/** What this module refuses; about signing in itself see identities. */
export const refusals = refusalsOf('ways_in', {
  /** Cards are a matter of classes. */
  noClass: 422,
  /** A class teacher decides about their own class only. */
  notYourClass: 403,
  /** Cards were not allowed for this class yet. */
  cardsOff: 409,
  nobodyToPrint: 422,
});
