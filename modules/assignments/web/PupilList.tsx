import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice } from '#kernel/ui/FilterBar.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type PupilWork, workListContract } from '../hand-in/contract.ts';
import { DueTime } from './DueTime.tsx';
import { StateTag } from './StateTag.tsx';
import { TargetName } from './TargetName.tsx';
import { WorkChoices } from './WorkChoices.tsx';

const shows = { offen: 'open', erledigt: 'done', alle: 'all' } as const;
/** More than most have open at once; the first page is what everybody waits for. */
const limit = 20;
const empties = { open: 'pupilList.emptyOpen', done: 'pupilList.emptyDone', all: 'pupilList.emptyAll' } as const;

/** Own work, or that of the children, by due time across all courses. Filters live in the address. */
export function PupilList() {
  const t = useTexts('assignments');
  const { person } = useShell();
  const [stand] = useFilter('stand', 'offen');
  const [targetId] = useFilter('kurs');
  const [pupilId] = useFilter('kind');
  const show = stand === 'erledigt' || stand === 'alle' ? shows[stand] : shows.offen;
  const query = { show, limit, ...(targetId !== '' && { targetId }), ...(pupilId !== '' && { pupilId }) };
  const list = usePages(workListContract, { query }, { topic: `assignments/person/${person.id}` });
  const calendar = (
    <ButtonLink to="aufgaben/kalender" icon="calendar">
      {t('calendar.title')}
    </ButtonLink>
  );
  return (
    <Page title={t('title')} sub={t('pupilList.sub')} actions={calendar}>
      <FilterBar label={t('filters')}>
        <FilterChoice
          name="stand"
          label={t('show')}
          usual="offen"
          options={[
            { value: 'offen', label: t('pupilList.open') },
            { value: 'erledigt', label: t('pupilList.done') },
            { value: 'alle', label: t('pupilList.all') },
          ]}
        />
        <WorkChoices />
      </FilterBar>
      <DataList
        label={t('pupilList.label')}
        list={list}
        idOf={(work) => `${work.id} ${work.pupilId}`}
        empty={
          <EmptyState icon="assignment" title={t(empties[show])}>
            {show === 'open' ? t('pupilList.emptyOpenText') : undefined}
          </EmptyState>
        }
      >
        {(work) => <Row work={work} />}
      </DataList>
    </Page>
  );
}

function Row({ work }: { work: PupilWork }) {
  const t = useTexts('assignments');
  const sub = (
    <>
      {work.pupilName !== null && (
        <>
          <Person name={work.pupilName} />
          {' · '}
        </>
      )}
      <TargetName target={work.target} /> · <DueTime dueAt={work.dueAt} />
    </>
  );
  const fact = (
    <>
      {work.answered && (
        <>
          <Tag icon="message">{t('answered')}</Tag>{' '}
        </>
      )}
      <StateTag state={work.state} late={work.late} />
    </>
  );
  const to = work.pupilName === null ? `aufgaben/${work.id}` : `aufgaben/${work.id}?kind=${work.pupilId}`;
  return <DataRow title={work.title} sub={sub} fact={fact} to={to} />;
}
