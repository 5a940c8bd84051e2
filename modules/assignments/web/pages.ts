import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    assignments: typeof import('../texts/de.json');
  }
}

/** Work: lists, one piece of it, setting it, answering what was handed in. */
export const pages = modulePages({
  module: 'assignments',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [
    { id: 'assignments.list', path: 'aufgaben', load: () => import('./AssignmentListPage.tsx') },
    { id: 'assignments.new', path: 'aufgaben/neu', load: () => import('./NewAssignmentPage.tsx') },
    { id: 'assignments.one', path: 'aufgaben/$assignmentId', load: () => import('./AssignmentPage.tsx') },
    { id: 'assignments.edit', path: 'aufgaben/$assignmentId/bearbeiten', load: () => import('./EditAssignmentPage.tsx') },
    { id: 'assignments.answers', path: 'aufgaben/$assignmentId/antworten', load: () => import('./CorrectionPage.tsx') },
  ],
});
