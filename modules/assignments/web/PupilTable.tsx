import { Button } from '@mantine/core';
import { DataTable } from '#kernel/ui/DataTable.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type PupilResult, pupilsContract } from '../answer/contract.ts';
import { DueTime } from './DueTime.tsx';
import type { Work } from './shown-work.ts';

/** Everybody at a glance: opened (yes or no), handed in, answered. A row leads to that pupil's work. */
export function PupilTable({ work }: { work: Work }) {
  const t = useTexts('assignments');
  const list = usePages(
    pupilsContract,
    { params: { assignmentId: work.id }, query: { limit: 200 } },
    { topic: `assignments/assignment/${work.id}` },
  );
  if (list.pending) return <Skeleton rows={10} />;
  if (list.error !== null) return <ErrorState error={list.error} again={list.again} />;
  if (list.rows.length === 0)
    return (
      <EmptyState icon="people" title={t('overview.empty')}>
        {t('overview.emptyText')}
      </EmptyState>
    );
  return (
    <>
      <DataTable
        caption={t('overview.pupils')}
        rows={list.rows}
        idOf={({ pupilId }) => pupilId}
        to={({ pupilId }) => `aufgaben/${work.id}/antworten?wer=${pupilId}`}
        columns={[
          { id: 'name', title: t('overview.who'), cell: (row) => <NameCell row={row} /> },
          { id: 'seen', title: t('overview.opened'), cell: ({ seen }) => t(seen ? 'overview.yes' : 'overview.no') },
          { id: 'handIn', title: t('overview.handedIn'), cell: (row) => <HandInCell row={row} /> },
          { id: 'answer', title: t('overview.answer'), cell: (row) => <AnswerCell row={row} />, wideOnly: true },
        ]}
      />
      {list.more && <Button onClick={list.more}>{t('overview.more')}</Button>}
    </>
  );
}

function NameCell({ row: { name, team } }: { row: PupilResult }) {
  const t = useTexts('assignments');
  return (
    <>
      <Person name={name} /> {team !== null && <span className="quiet">{t('team.name', { number: team.number })}</span>}
    </>
  );
}

function HandInCell({ row: { handIn, state, ownTimes } }: { row: PupilResult }) {
  const t = useTexts('assignments');
  if (handIn === null)
    return (
      <span className="quiet">
        {t(state === 'overdue' || state === 'past' ? `states.${state}` : 'correction.open')}
        {ownTimes !== null && (
          <>
            {' · '}
            <DueTime dueAt={ownTimes.dueAt} />
          </>
        )}
      </span>
    );
  return (
    <>
      <RelativeTime at={handIn.handedInAt} />{' '}
      {handIn.late && (
        <Tag kind="changed" icon="clock">
          {t('late')}
        </Tag>
      )}
    </>
  );
}

function AnswerCell({ row: { answer } }: { row: PupilResult }) {
  const t = useTexts('assignments');
  const state = answerState(answer);
  if (state === 'givenBack') return <Tag kind="done">{t('overview.answerStates.givenBack')}</Tag>;
  return <span className={state === 'none' ? 'quiet' : ''}>{t(`overview.answerStates.${state}`)}</span>;
}

/** How far an answer is. */
function answerState(answer: PupilResult['answer']): 'none' | 'writing' | 'finished' | 'givenBack' | 'changed' {
  if (answer === null) return 'none';
  if (answer.givenBackAt !== null) return answer.changedSince ? 'changed' : 'givenBack';
  return answer.finished ? 'finished' : 'writing';
}
