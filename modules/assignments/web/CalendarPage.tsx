import { type ReactNode, useEffect } from 'react';
import type { Static } from 'typebox';
import { berlinClock, fromBerlinClock } from '#kernel/ui/berlin.ts';
import { FilterBar } from '#kernel/ui/FilterBar.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { useFilter } from '#kernel/web/address.ts';
import { type PagedAsk, usePages } from '#kernel/web/ask.ts';
import { useMay } from '#kernel/web/shell.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { type PupilWork, workListContract } from '../hand-in/contract.ts';
import { type SetWork, setListContract } from '../set/contract.ts';
import { monthsLater } from './calendar/days.ts';
import { MonthAndList } from './calendar/MonthAndList.tsx';
import type { DueEntry } from './DueEntries.tsx';
import { WorkChoices } from './WorkChoices.tsx';

/** `aufgaben/kalender`: what is due in a month, as a table of days and day by day; month and day live in the address. */
export default function CalendarPage() {
  const t = useTexts('assignments');
  const thisMonth = berlinClock(useNow()).slice(0, 7);
  const [month, setMonth] = useFilter('monat', thisMonth);
  const shown = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : thisMonth;
  const sets = useMay('assignments.set');
  const title = new Intl.DateTimeFormat(currentLanguage(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${shown}-01T00:00Z`),
  );
  const place = { month: shown, title, onMonth: setMonth };
  return (
    <Page title={t('calendar.title')} back={{ to: 'aufgaben', title: t('back') }}>
      {sets ? <TaughtMonth {...place} /> : <ReceivedMonth {...place} />}
    </Page>
  );
}

interface Place {
  month: string;
  title: string;
  onMonth: (month: string) => void;
}

const rangeOf = (month: string) => ({
  dueFrom: fromBerlinClock(`${month}-01T00:00`),
  dueBefore: fromBerlinClock(`${monthsLater(month, 1)}-01T00:00`),
  limit: 200,
});

function TaughtMonth(place: Place) {
  const list = usePages(setListContract, { query: { show: 'all', ...rangeOf(place.month) } });
  const entries = list.rows.filter(({ published }) => published).map((work) => entryOf(work));
  return <Whole {...place} list={list} entries={entries} />;
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

function ReceivedMonth(place: Place) {
  const t = useTexts('assignments');
  const [targetId] = useFilter('kurs');
  const [pupilId] = useFilter('kind');
  const list = usePages(workListContract, {
    query: { show: 'all', ...rangeOf(place.month), ...(targetId !== '' && { targetId }), ...(pupilId !== '' && { pupilId }) },
  });
  const filters = (
    <FilterBar label={t('filters')}>
      <WorkChoices />
    </FilterBar>
  );
  return <Whole {...place} list={list} entries={list.rows.map(receivedOf)} filters={filters} />;
}

function receivedOf({ id, pupilId, pupilName, title, target, dueAt, state, late }: PupilWork): DueEntry {
  const to = pupilName === null ? `aufgaben/${id}` : `aufgaben/${id}?kind=${pupilId}`;
  return { key: id + pupilId, title, target, dueAt: dueAt ?? '', to, pupilName, state, late, handedIn: null, recipients: null };
}

interface WholeProps extends Place {
  list: PagedAsk<unknown>;
  entries: DueEntry[];
  filters?: ReactNode;
}

/** A table of days shows all of them: a month of several children has more than one page. */
function Whole({ filters, ...props }: WholeProps) {
  const { list } = props;
  useEffect(() => {
    if (!list.loadingMore && list.error === null) list.more?.();
  }, [list.more, list.loadingMore, list.error]);
  return (
    <>
      {filters}
      <MonthAndList {...props} />
    </>
  );
}
