import { Button } from '@mantine/core';
import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useGo } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { copyRubricContract, type RubricRow, rubricListContract } from '../rubrics/contract.ts';
import { sayPoints } from './RubricFill.tsx';

/** `aufgaben/bewertungsraster`: one's own rubrics and those colleagues share. */
export default function RubricListPage() {
  const t = useTexts('assignments');
  const go = useGo();
  const list = usePages(rubricListContract, {});
  const copying = useSend(copyRubricContract, {
    refreshes: [rubricListContract],
    onDone: ({ rubricId }) => go(`aufgaben/bewertungsraster/${rubricId}`),
  });
  return (
    <Page
      title={t('rubric.title')}
      sub={t('rubric.sub')}
      back={{ to: 'aufgaben', title: t('back') }}
      actions={
        <ButtonLink to="aufgaben/bewertungsraster/neu" icon="plus" main>
          {t('rubric.new')}
        </ButtonLink>
      }
    >
      <FormError error={copying.error} />
      <DataList
        label={t('rubric.label')}
        list={list}
        idOf={({ id }) => id}
        empty={
          <EmptyState icon="list" title={t('rubric.empty')}>
            {t('rubric.emptyText')}
          </EmptyState>
        }
      >
        {(rubric) => (
          <DataRow
            title={rubric.title}
            sub={<Facts rubric={rubric} />}
            {...(rubric.own && rubric.shared && { fact: <Tag>{t('rubric.sharedTag')}</Tag> })}
            to={`aufgaben/bewertungsraster/${rubric.id}`}
            actions={
              <Button
                variant="subtle"
                aria-label={t('rubric.copyOf', { title: rubric.title })}
                onClick={() => void copying.send({ params: { rubricId: rubric.id } })}
              >
                {t('rubric.copy')}
              </Button>
            }
          />
        )}
      </DataList>
    </Page>
  );
}

function Facts({ rubric: { criteria, points, own, madeBy } }: { rubric: RubricRow }) {
  const t = useTexts('assignments');
  const whose = own ? t('rubric.own') : madeBy === null ? t('rubric.byNobody') : t('rubric.by', { name: madeBy });
  return `${t('rubric.facts', { count: criteria, points: sayPoints(points) })} · ${whose}`;
}
