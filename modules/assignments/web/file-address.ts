import { schoolOfPage } from '#kernel/web/call.ts';

/** Where a file of a piece of work is, for those who may read it there. */
export function fileAddress(assignmentId: string): (fileId: string) => string {
  return (fileId) => `/api/${schoolOfPage()}/assignments/${assignmentId}/files/${fileId}`;
}

/** Where a file is that a team works with, for its members. */
export function teamFileAddress(assignmentId: string): (fileId: string) => string {
  return (fileId) => `/api/${schoolOfPage()}/assignments/${assignmentId}/team/files/${fileId}`;
}

/** Where one's own file is. */
export function ownFileAddress(fileId: string): string {
  return `/api/${schoolOfPage()}/files/${fileId}/content`;
}

/** Where a file of a template is. */
export function templateFileAddress(templateId: string): (fileId: string) => string {
  return (fileId) => `/api/${schoolOfPage()}/assignments/templates/${templateId}/files/${fileId}`;
}
