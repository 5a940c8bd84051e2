/**
 * What other modules may use of files. A module that attaches files says itself who may read them there, and sends them with `streamFile`.
 * Those that send or store bytes take the ctx, outside any transaction; all others take the open transaction of the caller.
 */

export { contentReplaced } from './events.ts';
export { copyToOwn } from './hand-out/own-copy.ts';
export { storeFiles } from './store-files.ts';
export { storeLent } from './store-lent.ts';
export { type ReadableFile, streamFile } from './stream-file.ts';
export { freeNames, storedName } from './tree/entry-name.ts';
export {
  type AttachedFile,
  attachedFile,
  attachFiles,
  attachMany,
  type ContentOf,
  contentsOf,
  detachEach,
  detachFiles,
  filesOf,
  ownFilesById,
  readyFile,
  readyFilesById,
  requireOwnFiles,
  type Subject,
} from './uses.ts';
export { withLocalCopy } from './zip/local-copy.ts';
export { type OpenZip, withZip, type ZippedEntry } from './zip/read-zip.ts';
export { requireZip } from './zip/require-zip.ts';
export { sendZip } from './zip/send-zip.ts';
export { writeZip, type ZipPiece } from './zip/write-zip.ts';
