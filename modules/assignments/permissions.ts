import type { Permission } from '#kernel/access/permission.ts';

/** Rights around work. Which work they reach hangs on courses, classes and children (access.ts). */
export const permissions: readonly Permission[] = [
  {
    id: 'assignments.set',
    title: {
      de: 'In den eigenen Kursen und Klassen Aufgaben stellen und beantworten',
      en: 'Set and answer work in one’s own courses and classes',
    },
    defaults: ['teacher'],
  },
  {
    id: 'assignments.hand_in',
    title: { de: 'Eigene Aufgaben sehen und abgeben', en: 'See and hand in one’s own work' },
    defaults: ['pupil'],
    fixed: true,
  },
  {
    id: 'assignments.follow_children',
    title: { de: 'Aufgaben der eigenen Kinder sehen', en: 'See the work of one’s own children' },
    defaults: ['guardian'],
  },
  {
    id: 'assignments.follow_accompanied',
    title: { de: 'Aufgaben eines begleiteten Kindes sehen', en: 'See the work of a child one accompanies' },
    defaults: ['staff'],
  },
];
