/**
 * What other modules may use of files. A module that attaches files says itself who may read them there, and sends them with `streamFile`.
 * All functions but `streamFile` take the open transaction of the caller.
 */

export { storeFiles } from './store-files.ts';
export { type ReadableFile, streamFile } from './stream-file.ts';
export {
  type AttachedFile,
  attachedFile,
  attachFiles,
  attachMany,
  detachFiles,
  filesOf,
  ownFilesById,
  requireOwnFiles,
  type Subject,
} from './uses.ts';
