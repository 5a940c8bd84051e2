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

/** Whether guardians are told of each new piece of work; off, since it would be many a week. */
export const tellGuardians = setting({
  id: 'assignments.tell_guardians',
  title: { de: 'Eltern werden über jede neue Aufgabe benachrichtigt', en: 'Guardians are told of each new piece of work' },
  scope: 'school',
  type: T.Boolean(),
  fallback: false,
});
