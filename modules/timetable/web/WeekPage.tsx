import { useState } from 'react';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useMay, useShell } from '#kernel/web/shell.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { weekContract } from '../week/contract.ts';
import type { Week } from './week/columns.ts';
import { LastKnown } from './week/LastKnown.tsx';
import { OtherPlans } from './week/OtherPlans.tsx';
import { Plans } from './week/Plans.tsx';
import { ShownWeek } from './week/ShownWeek.tsx';
import { WeekBar } from './week/WeekBar.tsx';
import { daysLater, isDay, mondayOf, spanOfDays, usualDay } from './week/week-days.ts';

/** `stundenplan`: a week of the own plan, or of whom the address names (`?von=group:…`), around a day (`?tag=`). */
export default function WeekPage() {
  const t = useTexts('timetable');
  const usual = usualDay(useNow());
  const { person } = useShell();
  const seesAll = useMay('timetable.view_all') && person.context === 'work';
  const [tag, setTag] = useFilter('tag');
  const [of, setOf] = useFilter('von', 'me');
  const [choosing, setChoosing] = useState<boolean | null>(null);
  const day = isDay(tag) ? tag : usual;
  const monday = mondayOf(day);
  const ask = useAsk(weekContract, { query: { monday, of } });
  // the answer before stands there while the next one comes; it is another week's, or another's
  const there = ask.isPlaceholderData ? undefined : ask.data;
  const shown = there ?? (ask.fetchStatus === 'fetching' ? ask.data : undefined);
  const shownAsk = { ...ask, data: shown } as typeof ask; // the same answer, or none
  const othersOpen = seesAll && (choosing ?? shown?.of.kind === 'nobody');
  const onDay = (next: string) => setTag(next === usual ? '' : next);
  const onWeek = (weeks: number) => onDay(daysLater(day, 7 * weeks));
  const choose = (next: string) => {
    setOf(next);
    setChoosing(false);
  };
  const hasOwn =
    person.context !== 'guardian' && shown !== undefined && (person.context === 'pupil' || person.capacities.includes('teacher'));
  return (
    <Page
      title={shown === undefined ? t('week.title') : titleOf(shown, t)}
      namesPerson={shown !== undefined && !shown.of.isOwn && ['teacher', 'pupil'].includes(shown.of.kind)}
      sub={`${t('week.number', { week: isoWeek(monday) })} · ${spanOfDays(monday, daysLater(monday, 4), currentLanguage())}`}
      width="wide"
    >
      <WeekBar day={day} isThisWeek={monday === mondayOf(usual)} onDay={onDay} onWeek={onWeek} onThisWeek={() => setTag('')} />
      {shown !== undefined && (
        <Plans
          week={shown}
          hasOwn={hasOwn}
          onOf={choose}
          othersOpen={othersOpen}
          {...(seesAll && { onOthers: () => setChoosing(!othersOpen) })}
        />
      )}
      {othersOpen && <OtherPlans current={of} onOf={choose} />}
      <LastKnown ask={ask} />
      <WhenAnswered ask={shownAsk} skeleton={<Skeleton rows={8} of="entry" />}>
        {(week) => {
          if (!week.hasPlan)
            return (
              <EmptyState icon="timetable" title={t('week.none')}>
                {t('week.noneText')}
              </EmptyState>
            );
          if (week.of.kind === 'nobody') return othersOpen ? null : <Nobody isGuardian={person.context === 'guardian'} />;
          return <ShownWeek week={week} title={titleOf(week, t)} day={day} onDay={onDay} onWeek={onWeek} />;
        }}
      </WhenAnswered>
    </Page>
  );
}

function Nobody({ isGuardian }: { isGuardian: boolean }) {
  const t = useTexts('timetable');
  return (
    <EmptyState icon="timetable" title={t(isGuardian ? 'week.noChild' : 'week.noLessons')}>
      {t(isGuardian ? 'week.noChildText' : 'week.noLessonsText')}
    </EmptyState>
  );
}

function titleOf({ of }: Week, t: ReturnType<typeof useTexts<'timetable'>>): string {
  if (of.isOwn || of.kind === 'nobody') return t('week.title');
  return t(`week.of.${of.kind}`, { name: of.name });
}

/** Calendar week (ISO 8601): that of its Thursday. */
function isoWeek(monday: string): number {
  const thursday = daysLater(monday, 3);
  return Math.ceil((Date.parse(`${thursday}T00:00Z`) - Date.parse(`${thursday.slice(0, 4)}-01-01T00:00Z`) + 86_400_000) / (7 * 86_400_000));
}
