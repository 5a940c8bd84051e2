import { refusalsOf } from '#kernel/errors/refusal.ts';

/** What schools refuses. */
export const refusals = refusalsOf('schools', {
  /** Another school of the installation has this address already. */
  slugTaken: 409,
  /** The address means something else here (anmelden, api …) or does not fit. */
  slugReserved: 422,
  unknownAuthority: 422,
  /** The one-time address for the first operator was used or is too old. */
  setupOver: 410,
  /** This service belongs to every school. */
  notSwitchable: 409,
  /** Another service that is on needs it; `modules` names them. */
  stillUsed: 409,
  /** A right that is the same at every school. */
  fixedRight: 409,
  /** Pupils and guardians cannot be given rights that need a second factor. */
  notForCapacity: 422,
  /** A division or site of that name is there already. */
  nameTaken: 409,
  /** The days of a school year contradict each other or those of its neighbour. */
  yearDays: 422,
  /** Only a person who can no longer sign in can be erased. */
  notSuspended: 409,
  /** The name typed to confirm is not that of the person. */
  nameDiffers: 422,
  /** Nobody erases themselves. */
  ownPerson: 409,
});
