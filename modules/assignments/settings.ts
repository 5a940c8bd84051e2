import { T } from '#kernel/contract/t.ts';
import { setting } from '#kernel/settings/setting.ts';

/** Whether guardians see their children's work and states. */
export const visibleToGuardians = setting({
  id: 'assignments.visible_to_guardians',
  title: { de: 'Eltern sehen die Aufgaben ihrer Kinder', en: 'Guardians see their children’s work' },
  scope: 'school',
  type: T.Boolean(),
  fallback: true,
});

/** From how many pieces of work due on one day for one pupil on teachers are warned gently when they choose that day; 0: never. */
export const loadWarning = setting({
  id: 'assignments.load_warning',
  title: {
    de: 'Hinweis an Lehrkräfte ab so vielen Aufgaben, die an einem Tag fällig sind (0: kein Hinweis)',
    en: 'Teachers are warned from so many pieces of work due on one day (0: never)',
  },
  scope: 'school',
  type: T.Integer({ minimum: 0, maximum: 20 }),
  fallback: 3,
});

/** Whether guardians are told of each new piece of work; off, since it would be many a week. */
export const tellGuardians = setting({
  id: 'assignments.tell_guardians',
  title: { de: 'Eltern werden über jede neue Aufgabe benachrichtigt', en: 'Guardians are told of each new piece of work' },
  scope: 'school',
  type: T.Boolean(),
  fallback: false,
});

/** Whether guardians see marks of their children's work, once given back; work itself by `visibleToGuardians`. */
export const marksToGuardians = setting({
  id: 'assignments.marks_to_guardians',
  title: { de: 'Eltern sehen auch die Noten in zurückgegebenen Aufgaben', en: 'Guardians also see marks in work given back' },
  scope: 'school',
  type: T.Boolean(),
  fallback: true,
});

/** Whether teachers see that texts handed in resemble each other; off: a school decides that with its staff. */
export const similarHint = setting({
  id: 'assignments.similar_hint',
  title: {
    de: 'Lehrkräfte sehen einen Hinweis, wenn sich Texte in den Abgaben einer Aufgabe stark ähneln',
    en: 'Teachers see a hint when texts handed in for one piece of work resemble each other',
  },
  scope: 'school',
  type: T.Boolean(),
  fallback: false,
});
