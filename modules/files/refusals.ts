import { refusalsOf } from '#kernel/errors/refusal.ts';

/** Every expected "no" of files. */
export const refusals = refusalsOf('files', {
  /** More than there is room for; data: `freeMegabytes` (rounded down), `neededMegabytes` (rounded up). */
  quotaFull: 413,
  /** Larger than one file may be; data: `maxMegabytes`. */
  fileTooLarge: 413,
  /** The length was not said when the upload began. */
  lengthUnknown: 400,
  /** A program, or a file that would change the machine; data: `name`. */
  programRefused: 415,
  /** The bytes are not what the name says; data: `name`, `found`. */
  contentMismatch: 415,
  /** Locked after a check; served to nobody. */
  locked: 423,
});
