import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice, FilterText } from '#kernel/ui/FilterBar.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type Reusable, reusableContract, templatesContract } from '../reuse/contract.ts';
import { DueTime } from './DueTime.tsx';
import { TargetName } from './TargetName.tsx';
import { TemplateRow } from './TemplateRow.tsx';

/** `aufgaben/vorlagen`: templates, and earlier work of any year, to begin a new piece of work from. */
export default function ReusePage() {
  const t = useTexts('assignments');
  const [kind] = useFilter('art', 'vorlagen');
  return (
    <Page title={t('reuse.title')} sub={t('reuse.sub')} back={{ to: 'aufgaben', title: t('back') }}>
      <FilterBar label={t('filters')}>
        <FilterText name="titel" label={t('reuse.search')} />
        <FilterChoice
          name="art"
          label={t('reuse.kind')}
          usual="vorlagen"
          options={[
            { value: 'vorlagen', label: t('reuse.templates') },
            { value: 'frueher', label: t('reuse.earlier') },
          ]}
        />
      </FilterBar>
      {kind === 'frueher' ? <Earlier /> : <Templates />}
    </Page>
  );
}

function useWords() {
  const [words] = useFilter('titel');
  return words === '' ? {} : { words: words.slice(0, 100) };
}

function Templates() {
  const t = useTexts('assignments');
  const list = usePages(templatesContract, { query: useWords() });
  return (
    <DataList
      label={t('reuse.templates')}
      list={list}
      idOf={({ id }) => id}
      empty={
        <EmptyState icon="copy" title={t('reuse.noTemplates')}>
          {t('reuse.noTemplatesText')}
        </EmptyState>
      }
    >
      {(template) => <TemplateRow template={template} />}
    </DataList>
  );
}

function Earlier() {
  const t = useTexts('assignments');
  const list = usePages(reusableContract, { query: useWords() });
  return (
    <DataList
      label={t('reuse.earlier')}
      list={list}
      idOf={({ id }) => id}
      empty={<EmptyState icon="history" title={t('reuse.noEarlier')} />}
    >
      {(work: Reusable) => (
        <DataRow
          title={work.title}
          sub={
            <>
              <TargetName target={work.target} full /> · <DueTime dueAt={work.dueAt} />
            </>
          }
          {...(!work.own && { fact: <Tag icon="people">{t('reuse.colleague')}</Tag> })}
          to={`aufgaben/neu?aus=${work.id}`}
        />
      )}
    </DataList>
  );
}
