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
    { id: 'assignments.rubrics', path: 'aufgaben/bewertungsraster', load: () => import('./RubricListPage.tsx') },
    { id: 'assignments.rubric', path: 'aufgaben/bewertungsraster/$rubricId', load: () => import('./RubricPage.tsx') },
    { id: 'assignments.comments', path: 'aufgaben/textbausteine', load: () => import('./CommentsPage.tsx') },
    { id: 'assignments.templates', path: 'aufgaben/vorlagen', load: () => import('./ReusePage.tsx') },
    { id: 'assignments.template', path: 'aufgaben/vorlagen/$templateId', load: () => import('./TemplatePage.tsx') },
    { id: 'assignments.missing', path: 'aufgaben/fehlt', load: () => import('./MissingPage.tsx') },
    { id: 'assignments.calendar', path: 'aufgaben/kalender', load: () => import('./CalendarPage.tsx') },
    { id: 'assignments.one', path: 'aufgaben/$assignmentId', load: () => import('./AssignmentPage.tsx') },
    { id: 'assignments.edit', path: 'aufgaben/$assignmentId/bearbeiten', load: () => import('./EditAssignmentPage.tsx') },
    { id: 'assignments.assessment', path: 'aufgaben/$assignmentId/bewertung', load: () => import('./AssessmentPage.tsx') },
    { id: 'assignments.peer', path: 'aufgaben/$assignmentId/gutachten', load: () => import('./together/PeerPage.tsx') },
    { id: 'assignments.review', path: 'aufgaben/$assignmentId/gutachten/$reviewId', load: () => import('./together/ReviewPage.tsx') },
    { id: 'assignments.teams', path: 'aufgaben/$assignmentId/gruppen', load: () => import('./together/TeamsPage.tsx') },
    { id: 'assignments.corrections', path: 'aufgaben/$assignmentId/korrekturen', load: () => import('./CorrectionsPage.tsx') },
    { id: 'assignments.times', path: 'aufgaben/$assignmentId/fristen', load: () => import('./TimesPage.tsx') },
    { id: 'assignments.answers', path: 'aufgaben/$assignmentId/antworten', load: () => import('./CorrectionPage.tsx') },
  ],
});
