import { Page } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { WaitList } from '#kernel/ui/WaitList.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useFreshShell, useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { heuteContract, startContract } from '../contract.ts';
import { ChildDay } from './ChildDay.tsx';
import { DayList, DueList } from './DayList.tsx';
import { type DayItem, type TodayAnswer, useDayWords } from './day-words.ts';
import { EmptyDay } from './EmptyDay.tsx';
import { FreeDay } from './FreeDay.tsx';
import { dueOn, isOn } from './item-times.ts';
import { OtherSchools } from './OtherSchools.tsx';
import classes from './today.module.css';
import { waitItems } from './wait-items.tsx';

/** The start page of everyone: the day in order of time, what waits beside it, children side by side. */
export default function TodayPage() {
  const t = useTexts('today');
  const { person, school, schools } = useShell();
  const ask = useAsk(startContract, {}, { topic: `today/person/${person.id}` });
  const others = useAsk(heuteContract, { query: { context: person.context, without: school.slug } }, { when: schools.length > 1 });
  useFreshShell(ask.data?.shell);
  const words = useDayWords();
  const today = ask.data?.today;
  const elsewhere = (others.data?.schools ?? []).filter(({ slug }) => slug !== school.slug);
  const isGuardian = person.context === 'guardian';
  const aside = today && (
    <>
      <WaitList title={t('waiting')} items={waitItems(today.waiting, today.day)} nothing={t('nothingWaits')} />
      <WaitList title={t('running')} items={waitItems(runningBeside(today), today.day)} />
      <OtherSchools schools={elsewhere} childrenToo={!isGuardian} />
    </>
  );
  return (
    <Page title={today ? words.title(today) : t('today')} sub={today && words.sub(today)} {...(aside && { aside })}>
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={4} of="entry" />}>
        {(answer) => (
          <>
            <FreeDay today={answer.today} />
            {isGuardian && (
              <div className={classes.children}>
                {answer.today.children.map((child) => (
                  <ChildDay key={child.id} child={child} day={answer.today.day} />
                ))}
                {elsewhere.flatMap(({ slug, name, today: there }) =>
                  there.children.map((child) => <ChildDay key={child.id} child={child} day={there.day} school={{ slug, name }} />),
                )}
              </div>
            )}
            <DayList parts={answer.today} day={answer.today.day} />
            <DueList title={t('running')} items={runningHere(answer.today)} />
            <EmptyDay today={answer.today} childrenElsewhere={elsewhere.some(({ today: there }) => there.children.length > 0)} />
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}

/** Until there are lessons, what runs takes the place of an empty day. */
function runningHere(today: TodayAnswer): DayItem[] {
  const isEmpty = today.timeline.length + today.due.length + today.children.length + dueOn(today, today.day).length === 0;
  return isEmpty ? today.running : [];
}

/** What runs and does not stand on the day already. */
function runningBeside(today: TodayAnswer): DayItem[] {
  if (today.timeline.length > 0) return today.running;
  return runningHere(today).length > 0 ? [] : today.running.filter((item) => !isOn(item, today.day));
}
