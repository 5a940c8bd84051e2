import { useTexts } from '#kernel/web/texts.ts';
import type { WeekLesson } from '../../week/contract.ts';
import type { Week } from './columns.ts';

type PlanKind = Week['of']['kind'];

/** How a lesson is spoken of in a plan of some kind: what the plan itself says is left out. */
export function useLessonWords(kind: PlanKind) {
  const t = useTexts('timetable');
  return {
    title: ({ courses, title, kind: what }: WeekLesson): string => {
      const subjects = [...new Set(courses.map(({ subjectName, name }) => subjectName ?? name))];
      return subjects.length > 0 ? subjects.join(' / ') : (title ?? t(`kind.${what}`));
    },
    /** The name of the course, where it tells more than subject and class. */
    course: ({ courses: [course] }: WeekLesson): string | null =>
      course?.subjectName && course.name !== course.subjectName ? course.name : null,
    groups: ({ groups, courses }: WeekLesson): string | null => {
      if (kind === 'class' || kind === 'pupil') return null;
      return groups.length > 0 ? groups.map(({ name }) => name).join(', ') : (courses[0]?.name ?? null);
    },
    teachers: ({ teachers }: WeekLesson): WeekLesson['teachers'] => (kind === 'teacher' || kind === 'nobody' ? [] : teachers),
    rooms: ({ rooms }: WeekLesson): string | null =>
      kind === 'room' || rooms.length === 0 ? null : rooms.map(({ shortName }) => shortName).join(', '),
    periods: ({ firstPeriod, lastPeriod }: WeekLesson): string =>
      firstPeriod === lastPeriod
        ? t('week.onePeriod', { number: firstPeriod })
        : t('week.periods', { first: firstPeriod, last: lastPeriod }),
  };
}
