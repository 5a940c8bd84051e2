import { useRef } from 'react';
import { berlinClock } from '#kernel/ui/berlin.ts';
import { longDate } from '#kernel/ui/say-when.ts';
import { useNow } from '#kernel/ui/use-now.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { type Column, cellAt, type Week } from './columns.ts';
import { LessonCard } from './LessonCard.tsx';
import { useWeekKeys } from './use-week-keys.ts';
import classes from './week.module.css';
import { shortDate, shortWeekday } from './week-days.ts';

interface Props {
  week: Week;
  columns: readonly Column[];
  title: string;
  /** The day that phones show. */
  day: string;
  onDay: (day: string) => void;
  onWeek: (weeks: number) => void;
}

/** From how many lessons at the same time on each has one line. */
const manyAtOnce = 3;

/**
 * A week as a table: days are columns, periods lines. Phones show one column of it. One stop of Tab; arrows walk over the lessons, the Page keys over the
 * weeks.
 */
export function WeekTable({ week, columns, title, day, onDay, onWeek }: Props) {
  const t = useTexts('timetable');
  const language = currentLanguage();
  const now = useNow();
  const clock = berlinClock(now);
  const today = clock.slice(0, 10);
  const table = useRef<HTMLTableElement>(null);
  const keys = useWeekKeys(table, { day, onDay, onWeek });
  const { rows, lessons, of } = week;
  const isNow = ({ startsAt, endsAt }: (typeof lessons)[number]) => Date.parse(startsAt) <= now && now < Date.parse(endsAt);
  const stop = lessons.find(isNow) ?? lessons.find((lesson) => lesson.day === day) ?? lessons[0];
  return (
    <table ref={table} className={classes.week} {...keys}>
      <caption className="only-heard">
        {title}. {t('week.keys')}
      </caption>
      <thead>
        <tr>
          <th scope="col" className={classes.times}>
            <span className="only-heard">{t('week.period')}</span>
          </th>
          {columns.map((column) => (
            <th key={column.day} scope="col" data-shown={column.day === day || undefined} data-today={column.day === today || undefined}>
              <span aria-hidden="true">
                {shortWeekday(column.day, language)} <span className="num">{shortDate(column.day, language)}</span>
              </span>
              <span className="only-heard">
                {longDate(column.day, language)}
                {column.day === today && `, ${t('week.today')}`}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => {
          const before = rows[line - 1];
          const isPresent = columns.some((column) => column.day === today) && clock.slice(11) >= row.starts && clock.slice(11) < row.ends;
          return (
            <tr
              key={`${row.starts} ${row.ends}`}
              data-after-break={(before !== undefined && minutes(before.ends, row.starts) >= 15) || undefined}
            >
              <th scope="row" className={`${classes.times} num`} data-now={isPresent || undefined}>
                <b>{row.number ?? '·'}</b>
                <span className={classes.clock}>
                  <span>{row.starts}</span>
                  <span className={classes.until}>–{row.ends}</span>
                </span>
              </th>
              {columns.map((column) => {
                const at = { 'data-shown': column.day === day || undefined, 'data-today': column.day === today || undefined };
                if (column.free !== null)
                  return line === 0 ? (
                    <td key={column.day} rowSpan={rows.length} className={classes.free} {...at}>
                      {column.free}
                    </td>
                  ) : null;
                const cell = cellAt(column, line);
                if (cell === 'covered') return null;
                if (cell === 'empty') return <td key={column.day} {...at} />;
                return (
                  <td key={column.day} rowSpan={cell.to - cell.from + 1} {...at}>
                    <div className={classes.cell}>
                      {cell.lessons.map((lesson) => (
                        <LessonCard
                          key={lesson.id}
                          lesson={lesson}
                          kind={of.kind}
                          isNow={isNow(lesson)}
                          isStop={lesson === stop}
                          small={cell.lessons.length >= manyAtOnce}
                        />
                      ))}
                    </div>
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function minutes(from: string, to: string): number {
  const of = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return of(to) - of(from);
}
