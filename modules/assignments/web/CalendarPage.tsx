import type { Static } from 'typebox';
import { berlinClock, fromBerlinClock } from '#kernel/ui/berlin.ts';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useMay } from '#kernel/web/shell.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { type PupilWork, workListContract } from '../hand-in/contract.ts';
import { type SetWork, setListContract } from '../set/contract.ts';
import { DueEntries, type DueEntry } from './DueEntries.tsx';
import classes from './work.module.css';

/** `aufgaben/kalender`: what is due in a month, day by day; the month lives in the address. */
export default function CalendarPage() {
  const t = useTexts('assignments');
  const now = useNow();
  const [month, setMonth] = useFilter('monat', berlinClock(now).slice(0, 7));
  const shown = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : berlinClock(now).slice(0, 7);
  const sets = useMay('assignments.set');
  const steps = (
    <>
      <SubmitButton busy={false} kind="plain" icon="arrow-left" onPress={() => setMonth(monthsLater(shown, -1))}>
        {t('calendar.before')}
      </SubmitButton>
      <SubmitButton busy={false} kind="plain" icon="arrow-right" onPress={() => setMonth(monthsLater(shown, 1))}>
        {t('calendar.after')}
      </SubmitButton>
    </>
  );
  const title = new Intl.DateTimeFormat(currentLanguage(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${shown}-01T00:00Z`),
  );
  return (
    <Page title={t('calendar.title')} sub={title} back={{ to: 'aufgaben', title: t('back') }} actions={steps}>
      {sets ? <TaughtMonth month={shown} /> : <ReceivedMonth month={shown} />}
    </Page>
  );
}

const rangeOf = (month: string) => ({
  dueFrom: fromBerlinClock(`${month}-01T00:00`),
  dueBefore: fromBerlinClock(`${monthsLater(month, 1)}-01T00:00`),
  limit: 200,
});

function TaughtMonth({ month }: { month: string }) {
  const list = usePages(setListContract, { query: { show: 'all', ...rangeOf(month) } });
  const entries = list.rows.filter(({ published }) => published).map((work) => entryOf(work));
  return <Days list={list} entries={entries} />;
}

function entryOf({ id, title, target, dueAt, handedIn, recipients }: Static<typeof SetWork>): DueEntry {
  return {
    key: id,
    title,
    target,
    dueAt: dueAt ?? '',
    to: `aufgaben/${id}`,
    pupilName: null,
    state: null,
    late: false,
    handedIn,
    recipients,
  };
}

function ReceivedMonth({ month }: { month: string }) {
  const list = usePages(workListContract, { query: { show: 'all', ...rangeOf(month) } });
  return <Days list={list} entries={list.rows.map(receivedOf)} />;
}

function receivedOf({ id, pupilId, pupilName, title, target, dueAt, state, late }: PupilWork): DueEntry {
  const to = pupilName === null ? `aufgaben/${id}` : `aufgaben/${id}?kind=${pupilId}`;
  return { key: id + pupilId, title, target, dueAt: dueAt ?? '', to, pupilName, state, late, handedIn: null, recipients: null };
}

interface Listed {
  pending: boolean;
  error: Error | null;
  again: () => void;
  more?: (() => void) | null | undefined;
}

function Days({ list, entries }: { list: Listed; entries: DueEntry[] }) {
  const t = useTexts('assignments');
  if (list.pending) return <Skeleton rows={8} />;
  if (list.error !== null && entries.length === 0) return <ErrorState error={list.error} again={list.again} />;
  if (entries.length === 0) return <EmptyState icon="calendar" title={t('calendar.empty')} />;
  const days = Map.groupBy(entries, ({ dueAt }) => berlinClock(dueAt).slice(0, 10));
  const named = new Intl.DateTimeFormat(currentLanguage(), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <div className={classes.days}>
      {[...days].map(([day, ofDay]) => (
        <Section key={day} title={named.format(new Date(`${day}T00:00Z`))}>
          <DueEntries label={named.format(new Date(`${day}T00:00Z`))} entries={ofDay} />
        </Section>
      ))}
      {list.more && (
        <SubmitButton busy={false} kind="plain" onPress={list.more}>
          {t('overview.more')}
        </SubmitButton>
      )}
    </div>
  );
}

function monthsLater(month: string, count: number): string {
  const first = new Date(`${month}-01T00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + count);
  return first.toISOString().slice(0, 7);
}
