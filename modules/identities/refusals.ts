import { refusalsOf } from '#kernel/errors/refusal.ts';

/** Every expected "no" about signing in. None of them tells whether an account exists before a secret was shown. */
export const refusals = refusalsOf('identities', {
  wrongPassword: 401,
  wrongOldPassword: 422,
  wrongSecondFactor: 422,
  passkeyRefused: 422,
  suspended: 403,
  adultsOnly: 403,
  ownerMustConfirm: 403,
  factorOfOthers: 403,
  alreadyHere: 409,
  emailTaken: 409,
  lastSecondFactor: 409,
  tookTooLong: 410,
  codeInvalid: 422,
  linkInvalid: 422,
  wait: 429,
  outsideOff: 404,
  outsideUnavailable: 503,
  outsideFailed: 422,
  outsideDenied: 422,
  outsideUnknown: 422,
  outsideOwnerFirst: 403,
  outsideSecretNeeded: 422,
  cardWrong: 422,
});
