import { useState } from 'react';
import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice, FilterText } from '#kernel/ui/FilterBar.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { usageContract } from '../../usage/contract.ts';
import { QuotaForm } from './QuotaForm.tsx';
import { UsageRow } from './UsageRow.tsx';

const kinds = { personen: 'own', gruppen: 'group', kurse: 'course' } as const;
const isKind = (text: string): text is keyof typeof kinds => Object.hasOwn(kinds, text);

/** `speicherplatz`: who takes most room, with the room each has; single ones get more or less. No names of files. */
export default function UsagePage() {
  const t = useTexts('files');
  const [wessen] = useFilter('wessen');
  const [q] = useFilter('name');
  const [changing, setChanging] = useState('');
  const maySet = useMay('files.set_quota');
  const maySetForAll = useMay('schools.change_settings');
  const list = usePages(usageContract, { query: { ...(isKind(wessen) && { kind: kinds[wessen] }), ...(q !== '' && { q }) } });
  return (
    <Page
      title={t('usage.title')}
      sub={t('usage.sub')}
      actions={
        maySetForAll && (
          <ButtonLink to="einstellungen" icon="settings">
            {t('usage.forAll')}
          </ButtonLink>
        )
      }
    >
      <FilterBar label={t('usage.filters')}>
        <FilterChoice
          name="wessen"
          label={t('usage.kind')}
          options={[
            { value: '', label: t('usage.all') },
            { value: 'personen', label: t('usage.own') },
            { value: 'gruppen', label: t('usage.group') },
            { value: 'kurse', label: t('usage.course') },
          ]}
        />
        <FilterText name="name" label={t('usage.search')} />
      </FilterBar>
      <DataList
        label={t('usage.label')}
        list={list}
        idOf={({ id }) => id}
        empty={<EmptyState icon="archive" title={t(q === '' ? 'usage.empty' : 'usage.emptyFound')} />}
      >
        {(usage) =>
          usage.id === changing ? (
            <QuotaForm usage={usage} onEnd={() => setChanging('')} />
          ) : (
            <UsageRow usage={usage} onChange={maySet ? () => setChanging(usage.id) : undefined} />
          )
        }
      </DataList>
    </Page>
  );
}
