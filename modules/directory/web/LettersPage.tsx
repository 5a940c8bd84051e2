import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice, FilterText } from '#kernel/ui/FilterBar.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { listGroupsContract } from '../contract.ts';
import { PrintLetters } from './GroupActions.tsx';

const kinds = ['class', 'guardians', 'staff'] as const;

/** Letters of access by class: pupils, guardians (who are invited by mail as well), staff. Single people are ticked in the list of people. */
export default function LettersPage() {
  const t = useTexts('directory');
  const [q] = useFilter('q');
  const [wanted] = useFilter('wer', 'class');
  const kind = kinds.find((one) => one === wanted) ?? 'class';
  const list = usePages(listGroupsContract, { query: { kind: kind === 'staff' ? 'staff' : 'class', ...(q && { q }) } });
  return (
    <Page
      title={t('letters.title')}
      sub={t('letters.sub')}
      actions={
        <ButtonLink to="personen?stand=waiting" icon="people">
          {t('letters.single')}
        </ButtonLink>
      }
    >
      <FilterBar label={t('groups.filter')}>
        <FilterText name="q" label={t('letters.search')} />
        <FilterChoice
          name="wer"
          label={t('letters.who')}
          usual="class"
          options={kinds.map((value) => ({ value, label: t(`letters.for_${value}`) }))}
        />
      </FilterBar>
      <DataList
        label={t('letters.title')}
        list={list}
        idOf={({ id }) => id}
        empty={<EmptyState icon="letter" title={t('groups.nothingFound')} />}
      >
        {(group) => (
          <DataRow
            icon="group"
            title={kind === 'guardians' ? t('invitation.class.title', { name: group.name }) : group.name}
            sub={group.leaders.join(', ')}
            {...(kind === 'guardians'
              ? { to: `briefe/eltern/${group.id}` }
              : { fact: t('group.members', { count: group.memberCount }), actions: <PrintLetters groupId={group.id} name={group.name} /> })}
          />
        )}
      </DataList>
    </Page>
  );
}
