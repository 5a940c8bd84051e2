import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { heuteContract } from '../contract.ts';
import { ChildDay } from './ChildDay.tsx';
import { useDayWords } from './day-words.ts';
import { OtherSchools } from './OtherSchools.tsx';
import classes from './today.module.css';

/** `/heute`, above the schools: one page for people with several, children of all schools side by side. */
export default function AllSchoolsPage() {
  const t = useTexts('today');
  const words = useDayWords();
  const ask = useAsk(heuteContract, { query: { context: 'guardian' } });
  const first = ask.data?.schools[0]?.today;
  return (
    <Page title={first ? words.title(first) : t('today')} sub={t('allSchools')}>
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={3} of="entry" />}>
        {({ schools }) => (
          <>
            {schools.length === 0 && (
              <EmptyState icon="building" title={t('noSchoolTitle')}>
                {t('noSchool')}
              </EmptyState>
            )}
            <div className={classes.children}>
              {schools.flatMap(({ slug, name, today }) =>
                today.children.map((child) => <ChildDay key={child.id} child={child} day={today.day} school={{ slug, name }} />),
              )}
            </div>
            <OtherSchools schools={schools} childrenToo={false} />
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}
