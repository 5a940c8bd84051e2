import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { longDate } from '#kernel/ui/say-when.ts';
import { subjectHue } from '#kernel/ui/subject-hue.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import type { CalendarDay, calendarContract } from '../../calendar/contract.ts';
import type { DueEntry } from '../DueEntries.tsx';
import classes from './calendar.module.css';
import { daysLater, monthsLater } from './days.ts';

/** Dots beside a number; the number says the rest. */
const mostDots = 3;

interface Props {
  /** `YYYY-MM` */
  month: string;
  title: string;
  weeks: Answer<typeof calendarContract>['weeks'];
  entries: ReadonlyMap<string, readonly DueEntry[]>;
  today: string;
  /** '': the whole month. */
  chosen: string;
  onChoose: (day: string) => void;
  onMonth: (month: string) => void;
}

/** A month as a table of days: dots in the hues of what is due, and how much. One stop of Tab; arrows, Home, End and Page keys walk over the days. */
export function MonthGrid({ month, title, weeks, entries, today, chosen, onChoose, onMonth }: Props) {
  const t = useTexts('assignments');
  const table = useRef<HTMLTableElement>(null);
  // a day in another month that the keys have walked to: focused as soon as its month is there
  const wanted = useRef('');
  useEffect(() => {
    const there = weeks.some(({ days }) => days.some(({ day }) => day === wanted.current));
    if (!there || !wanted.current.startsWith(month)) return;
    table.current?.querySelector<HTMLElement>(`[data-day="${wanted.current}"]`)?.focus();
    wanted.current = '';
  }, [weeks, month]);
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const from = event.target instanceof HTMLElement ? event.target.dataset['day'] : undefined;
    const to = from === undefined || event.altKey || event.ctrlKey || event.metaKey ? undefined : dayAfterKey(event.key, from);
    if (to === undefined) return;
    event.preventDefault();
    if (to.startsWith(month)) table.current?.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus();
    else {
      wanted.current = to;
      onMonth(to.slice(0, 7));
    }
  };
  const stop = [chosen, today].find((day) => day.startsWith(month)) ?? `${month}-01`;
  return (
    <table ref={table} className={classes.month} onKeyDown={walk}>
      <caption className="only-heard">
        {title}. {t('calendar.keys')}
      </caption>
      <thead>
        <tr>
          <th scope="col" className={classes.week}>
            <span className="only-heard">{t('calendar.week')}</span>
          </th>
          {weeks[0]?.days.map(({ day }) => (
            <th key={day} scope="col">
              <abbr title={weekday(day, 'long')}>{weekday(day, 'short')}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ week, days }) => (
          <tr key={week}>
            <th scope="row" className={`${classes.week} num`}>
              {week}
            </th>
            {days.map((each) => (
              <td key={each.day} data-kind={each.kind} data-today={each.day === today || undefined}>
                {each.day.startsWith(month) ? (
                  <Day
                    each={each}
                    entries={entries.get(each.day) ?? []}
                    isToday={each.day === today}
                    isChosen={each.day === chosen}
                    isStop={each.day === stop}
                    onChoose={() => onChoose(each.day === chosen ? '' : each.day)}
                  />
                ) : (
                  <span className={`${classes.other} num`} aria-hidden="true">
                    {Number(each.day.slice(8))}
                  </span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  each: CalendarDay;
  entries: readonly DueEntry[];
  isToday: boolean;
  isChosen: boolean;
  isStop: boolean;
  onChoose: () => void;
}

function Day({ each: { day, holiday }, entries, isToday, isChosen, isStop, onChoose }: DayProps) {
  const t = useTexts('assignments');
  const words = [longDate(day, currentLanguage()), holiday, t('calendar.due', { count: entries.length })];
  return (
    <button
      type="button"
      className={classes.day}
      data-day={day}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={isChosen}
      aria-current={isToday ? 'date' : undefined}
      onClick={onChoose}
    >
      <span className="only-heard">{words.filter((word) => word !== null).join(', ')}</span>
      <span className="num" aria-hidden="true">
        {Number(day.slice(8))}
      </span>
      {holiday !== null && (
        <span className={classes.holiday} title={holiday} aria-hidden="true">
          {holiday}
        </span>
      )}
      {entries.length > 0 && (
        <span className={classes.due} aria-hidden="true">
          {entries.slice(0, mostDots).map(({ key, target }) => (
            <i key={key} style={{ background: target.subject === null ? 'var(--ink-3)' : subjectHue(target.subject) }} />
          ))}
          <b className="num">{entries.length}</b>
        </span>
      )}
    </button>
  );
}

function dayAfterKey(key: string, day: string): string | undefined {
  const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
  const later = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -weekday, End: 6 - weekday }[key];
  if (later !== undefined) return daysLater(day, later);
  const months = { PageUp: -1, PageDown: 1 }[key];
  return months === undefined ? undefined : monthsLater(day, months);
}

function weekday(day: string, length: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(currentLanguage(), { weekday: length, timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`));
}
