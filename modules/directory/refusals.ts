import { refusalsOf } from '#kernel/errors/refusal.ts';

/** What the directory refuses. */
export const refusals = refusalsOf('directory', {
  /** A class teacher helps pupils of their own class only. */
  notYourClass: 403,
  /** Opening the sign-in of somebody with higher rights gives those rights: it needs the right to hand out roles. */
  rolesNeeded: 403,
  /** One's own second factor is changed on one's own page. */
  ownFactor: 409,
  /** Locked people get no code. */
  locked: 409,
  /** More letters at once than a print can hold. */
  tooManyLetters: 422,
  nobodyToWrite: 422,
});
