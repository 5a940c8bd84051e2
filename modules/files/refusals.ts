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
  /** The caller sees it but members only read there; data: `name` of the file or folder. */
  readOnly: 403,
  /** There is something of that name in this folder; data: `name`. */
  nameTaken: 409,
  /** A path, or nothing a name could be made of; data: `name`. */
  nameNotAllowed: 422,
  /** A folder into itself or into one below it; data: `name`. */
  intoItself: 409,
  /** Too many folders below each other; data: `most`. */
  tooDeep: 422,
  /** Too many entries in one folder; data: `most`. */
  folderFull: 422,
  /** Too many entries in one go; data: `most`. */
  tooMany: 422,
  /** Members have put something into this hand-in folder. */
  partInUse: 409,
  /** A group space without members, or one's own space. */
  nobodyToHandOutTo: 409,
  /** What a member has handed in is not handed out to the others. */
  handedInStays: 409,
  /** Nobody has handed anything in. */
  nothingToCollect: 409,
  /** Only top folders of a group space have a part of their own. */
  notATopFolder: 422,
});
