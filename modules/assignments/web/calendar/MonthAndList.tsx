import { ActionIcon } from '@mantine/core';
import { berlinClock } from '#kernel/ui/berlin.ts';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { longDate } from '#kernel/ui/say-when.ts';
import { useNow } from '#kernel/ui/use-now.ts';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { type PagedAsk, useAsk } from '#kernel/web/ask.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { calendarContract } from '../../calendar/contract.ts';
import { DueEntries, type DueEntry } from '../DueEntries.tsx';
import work from '../work.module.css';
import classes from './calendar.module.css';
import { monthsLater } from './days.ts';
import { MonthGrid } from './MonthGrid.tsx';

interface Props {
  month: string;
  title: string;
  onMonth: (month: string) => void;
  list: PagedAsk<unknown>;
  entries: DueEntry[];
}

/** The month as a table of days, beside it what is due: in the whole month, or on the day that is chosen (`?tag=`). */
export function MonthAndList({ month, title, onMonth, list, entries }: Props) {
  const t = useTexts('assignments');
  const ask = useAsk(calendarContract, { query: { month } });
  const [day, setDay] = useFilter('tag');
  const chosen = day.startsWith(month) ? day : '';
  const byDay = Map.groupBy(entries, ({ dueAt }) => berlinClock(dueAt).slice(0, 10));
  const today = berlinClock(useNow()).slice(0, 10);
  return (
    <div className={classes.calendar}>
      <div>
        <div className={classes.steps}>
          <ActionIcon aria-label={t('calendar.before')} title={t('calendar.before')} onClick={() => onMonth(monthsLater(month, -1))}>
            <Icon name="arrow-left" />
          </ActionIcon>
          <h2 aria-live="polite">{title}</h2>
          <ActionIcon aria-label={t('calendar.after')} title={t('calendar.after')} onClick={() => onMonth(monthsLater(month, 1))}>
            <Icon name="arrow-right" />
          </ActionIcon>
        </div>
        <WhenAnswered ask={ask} skeleton={<Skeleton rows={6} />}>
          {({ weeks }) => (
            <MonthGrid
              month={weeks[1]?.days[0]?.day.slice(0, 7) ?? month}
              title={title}
              weeks={weeks}
              entries={byDay}
              today={today}
              chosen={chosen}
              onChoose={setDay}
              onMonth={onMonth}
            />
          )}
        </WhenAnswered>
      </div>
      <Days list={list} byDay={byDay} chosen={chosen} onWhole={() => setDay('')} />
    </div>
  );
}

interface DaysProps {
  list: PagedAsk<unknown>;
  byDay: ReadonlyMap<string, DueEntry[]>;
  chosen: string;
  onWhole: () => void;
}

function Days({ list, byDay, chosen, onWhole }: DaysProps) {
  const t = useTexts('assignments');
  if (list.pending) return <Skeleton rows={8} />;
  if (list.error !== null && byDay.size === 0) return <ErrorState error={list.error} again={list.again} />;
  if (chosen === '' && byDay.size === 0) return <EmptyState icon="calendar" title={t('calendar.empty')} />;
  const shown = chosen === '' ? [...byDay] : [[chosen, byDay.get(chosen) ?? []] as const];
  return (
    <div className={work.days}>
      {shown.map(([day, entries]) => {
        const name = longDate(day, currentLanguage());
        return (
          <Section key={day} title={name}>
            {entries.length === 0 ? <p className="quiet">{t('calendar.emptyDay')}</p> : <DueEntries label={name} entries={entries} />}
          </Section>
        );
      })}
      {chosen !== '' && (
        <SubmitButton busy={false} kind="plain" icon="calendar" onPress={onWhole}>
          {t('calendar.whole')}
        </SubmitButton>
      )}
    </div>
  );
}
