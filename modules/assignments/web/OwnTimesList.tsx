import type { Static } from 'typebox';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import type { PagedAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { timesContract } from '../times/contract.ts';
import { DueTime } from './DueTime.tsx';

type OwnTimes = Static<(typeof timesContract)['answer']>['items'][number];

interface Props {
  list: PagedAsk<OwnTimes>;
  /** The pupil has the times of the work again. */
  onTakeBack: (pupilId: string) => void;
}

/** Who has which times of their own. */
export function OwnTimesList({ list, onTakeBack }: Props) {
  const t = useTexts('assignments');
  return (
    <DataList label={t('times.own')} list={list} idOf={({ pupilId }) => pupilId} empty={<p className="quiet">{t('times.none')}</p>}>
      {({ pupilId, name, dueAt, closesAt }) => (
        <DataRow
          title={<Person name={name} />}
          sub={
            <>
              <DueTime dueAt={dueAt} />
              {' · '}
              {closesAt === null ? t('times.neverCloses') : <RelativeTime at={closesAt} words={(when) => t('closes', { when })} />}
            </>
          }
          actions={
            <SubmitButton busy={false} kind="plain" icon="undo" onPress={() => onTakeBack(pupilId)}>
              {t('times.takeBack')}
            </SubmitButton>
          }
        />
      )}
    </DataList>
  );
}
