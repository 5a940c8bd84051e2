import { modulePages } from '#kernel/web/pages.ts';

declare module '#kernel/web/texts.ts' {
  interface TextsOf {
    directory: typeof import('../texts/de.json');
  }
}

/** Pages of groups, courses and people, and the letters of access. */
export const pages = modulePages({
  module: 'directory',
  texts: { de: () => import('../texts/de.json'), en: () => import('../texts/en.json') },
  pages: [
    { id: 'directory.groups', path: 'gruppen', load: () => import('./GroupsPage.tsx') },
    { id: 'directory.new_group', path: 'gruppen/neu', load: () => import('./NewGroupPage.tsx') },
    { id: 'directory.group', path: 'gruppen/$groupId', load: () => import('./GroupPage.tsx') },
    { id: 'directory.new_course', path: 'kurse/neu', load: () => import('./NewCoursePage.tsx') },
    { id: 'directory.course', path: 'kurse/$courseId', load: () => import('./CoursePage.tsx') },
    { id: 'directory.people', path: 'personen', load: () => import('./PeoplePage.tsx') },
    { id: 'directory.new_person', path: 'personen/neu', load: () => import('./NewPersonPage.tsx') },
    { id: 'directory.person', path: 'personen/$personId', load: () => import('./PersonPage.tsx') },
    { id: 'directory.letters', path: 'briefe', load: () => import('./LettersPage.tsx') },
    { id: 'directory.class_guardians', path: 'briefe/eltern/$groupId', load: () => import('./ClassGuardiansPage.tsx') },
  ],
});
