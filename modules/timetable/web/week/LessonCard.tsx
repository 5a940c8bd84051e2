import type { CSSProperties } from 'react';
import { Private } from '#kernel/ui/Beamer.tsx';
import { subjectHue } from '#kernel/ui/subject-hue.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { WeekLesson } from '../../week/contract.ts';
import type { Week } from './columns.ts';
import { useLessonWords } from './lesson-words.ts';
import classes from './week.module.css';

interface Props {
  lesson: WeekLesson;
  kind: Week['of']['kind'];
  isNow: boolean;
  /** The one lesson Tab stops at; arrows walk on from there. */
  isStop: boolean;
  /** One line: many take place at the same time. */
  small: boolean;
}

/** A lesson in the table of a week: subject, who, where. It leads to its course, where the caller may open that. */
export function LessonCard({ lesson, kind, isNow, isStop, small }: Props) {
  const t = useTexts('timetable');
  const words = useLessonWords(kind);
  const [course] = lesson.courses;
  const style = course?.subject ? ({ '--hue': subjectHue(course.subject) } as CSSProperties) : undefined; // React's type knows no custom properties
  const shared = {
    className: classes.lesson,
    'data-lesson': lesson.id,
    'data-day': lesson.day,
    'data-line': lesson.fromRow,
    'data-now': isNow || undefined,
    'data-small': small || undefined,
    'data-other': lesson.kind === 'lesson' ? undefined : true,
    'aria-current': isNow ? ('time' as const) : undefined,
    tabIndex: isStop ? 0 : -1,
    ...(style && { style }),
  };
  const inside = (
    <>
      <b className={classes.subject}>{words.title(lesson)}</b>
      <span className="only-heard">
        , {words.periods(lesson)}, {t('week.fromTo', { from: lesson.starts, to: lesson.ends })}
        {isNow && `, ${t('week.now')}`}
        {', '}
      </span>
      <Who lesson={lesson} kind={kind} />
    </>
  );
  const opens = lesson.courses.find(({ id, opens: may }) => may && id !== null);
  if (opens === undefined) return <div {...shared}>{inside}</div>;
  return (
    <PageLink to={`kurse/${opens.id}`} {...shared}>
      {inside}
    </PageLink>
  );
}

/** Class, teachers and room, as far as the plan does not say them by itself. */
function Who({ lesson, kind }: Pick<Props, 'lesson' | 'kind'>) {
  const words = useLessonWords(kind);
  const groups = words.groups(lesson);
  const rooms = words.rooms(lesson);
  const teachers = words.teachers(lesson);
  return (
    <span className={classes.who}>
      {groups !== null && <span>{groups}</span>}
      {teachers.length > 0 && (
        <Private>
          <span className={classes.names}>{teachers.map(({ name }) => name).join(', ')}</span>
          <span className={classes.shortNames}>
            {teachers.map(({ name, shortName, id }) => (
              <abbr key={id ?? name} title={name}>
                {shortName ?? name}
              </abbr>
            ))}
          </span>
        </Private>
      )}
      {rooms !== null && <span className={`${classes.room} num`}>{rooms}</span>}
    </span>
  );
}
