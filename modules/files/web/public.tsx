/** What other modules' pages may use of files: sending them, showing those that are attached, and looking into any of them. */

export { needsPreview } from '../preview/contract.ts';
export { AttachedFiles } from './AttachedFiles.tsx';
export { fetchLeaves, type Leaf, type LeavesProps } from './fetch-leaves.ts';
export { type ArrivedFile, type Uploads, useUploads } from './use-uploads.ts';
export { useViewer, type Viewer } from './use-viewer.tsx';
export { asShown, pictureAddress } from './viewer/preview-address.ts';
export type { ViewedFile } from './viewer/viewed-file.ts';
