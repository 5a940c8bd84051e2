import { schoolOfPage } from '#kernel/web/call.ts';

/** Where a file of a piece of work is, for those who may read it there. */
export function fileAddress(assignmentId: string): (fileId: string) => string {
  return (fileId) => `/api/${schoolOfPage()}/assignments/${assignmentId}/files/${fileId}`;
}

/** Where one's own file is. */
export function ownFileAddress(fileId: string): string {
  return `/api/${schoolOfPage()}/files/${fileId}/content`;
}
