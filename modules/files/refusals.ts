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
  /** This upload comes by tus: it is small, or the store takes nothing by itself. */
  notStraight: 409,
  /** Not all parts have reached the store. */
  partsMissing: 409,
  /** More or fewer bytes than were announced. */
  notAsAnnounced: 422,
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
  /** Only archives are unpacked; data: `name`. */
  notAZip: 422,
  /** Another archive of the caller's is being unpacked. */
  unpackingAlready: 409,
  /** Cut off, damaged, or not what it says of itself. */
  zipBroken: 422,
  /** With a password; data: `name` of the first file in it that has one. */
  zipEncrypted: 422,
  /** A way out of the folder, a link, or folders too deep; data: `name`. */
  zipEntryRefused: 422,
  /** More files and folders than are unpacked at once; data: `most`. */
  zipTooMany: 422,
  /** Unpacked it is larger than may be; data: `maxMegabytes`. */
  zipTooLarge: 422,
  /** Unpacked it is so many times as large that it can only be meant to do harm. */
  zipBomb: 422,
  /** Something harmful was found in it; data: `name`. */
  zipHarmful: 422,
  /** Seen, but in no space they lead, or handed in by somebody; data: `name`. */
  notYoursToShare: 403,
  /** A file that is shared is read only. */
  onlyFoldersChange: 422,
  /** A day that is over. */
  endsTooEarly: 422,
  /** Later than the school allows; data: `mostDays`. */
  endsTooLate: 422,
  /** As many as one entry may have; data: `most`. */
  tooManyShares: 422,
  /** The school does not allow links, or not to the caller. */
  linksOff: 403,
  /** The link asks for a password: it is missing or wrong. */
  linkPassword: 403,
  /** The folder it was to come into is gone, or its person may not add there any more. */
  unpackedNowhere: 409,
  /** No preview is made of such a file, here or anywhere. */
  noPreview: 422,
  /** It could not be made: broken, too large, too slow. */
  previewFailed: 422,
});
