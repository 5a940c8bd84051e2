/** What other modules' pages may use of files: sending them, and showing those that are attached. */
export { AttachedFiles } from './AttachedFiles.tsx';
export { type ArrivedFile, type Uploads, useUploads } from './use-uploads.ts';
