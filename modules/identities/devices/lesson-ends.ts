import { T } from '#kernel/contract/t.ts';
import { setting } from '#kernel/settings/setting.ts';

const Clock = T.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM' });

/**
 * When lessons end at a school, by the clock at school, on any day. The usual German grid: ten lessons of 45 minutes from 8:00 with breaks
 * after the second and the fourth. Schools with double lessons enter the ends of those only. It stands here, not with a timetable, because a
 * school without one has shared devices too.
 */
export const lessonEnds = setting({
  id: 'identities.lesson_ends',
  title: { de: 'Ende der Stunden', en: 'Ends of lessons' },
  scope: 'school',
  type: T.Array(Clock, { maxItems: 20, uniqueItems: true }),
  fallback: ['08:45', '09:35', '10:40', '11:30', '12:35', '13:25', '14:15', '15:05', '15:55', '16:45'],
});
