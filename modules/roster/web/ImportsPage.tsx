import { Private } from '#kernel/ui/Beamer.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useGo } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { listContract, openContract } from '../contract.ts';

/** Earlier imports, and the way to a new one. */
export default function ImportsPage() {
  const t = useTexts('roster');
  const go = useGo();
  const list = usePages(listContract, {});
  const opening = useSend(openContract, { onDone: ({ importId }) => go(`import/${importId}`) });
  const begin = (
    <SubmitButton busy={opening.busy} icon="import" onPress={() => void opening.send({})}>
      {t('list.begin')}
    </SubmitButton>
  );
  return (
    <Page title={t('list.title')} sub={t('list.sub')} actions={begin}>
      <FormError error={opening.error} />
      <DataList
        label={t('list.label')}
        list={list}
        idOf={({ id }) => id}
        empty={
          <EmptyState icon="import" title={t('list.emptyTitle')}>
            {t('list.empty')}
          </EmptyState>
        }
      >
        {({ id, state, files, counts, madeAt, madeBy, appliedAt }) => (
          <DataRow
            to={`import/${id}`}
            icon="import"
            title={files.join(', ') || t('list.noFiles')}
            sub={
              <>
                {counts === null
                  ? t(`states.${state}`)
                  : t('list.numbers', { new: counts.new, changed: counts.changed, moved: counts.moved, leaving: counts.leaving })}
                {madeBy !== null && (
                  <>
                    {' · '}
                    <Private>{madeBy}</Private>
                  </>
                )}
              </>
            }
            fact={
              <>
                <Tag kind={state === 'applied' ? 'done' : state === 'failed' ? 'wrong' : 'plain'}>{t(`states.${state}`)}</Tag>{' '}
                <RelativeTime at={appliedAt ?? madeAt} />
              </>
            }
          />
        )}
      </DataList>
    </Page>
  );
}
