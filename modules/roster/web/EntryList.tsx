import { Private } from '#kernel/ui/Beamer.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice, FilterText } from '#kernel/ui/FilterBar.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { entriesContract } from '../contract.ts';
import type { Shown } from './step-of.ts';
import { useChangeWords } from './use-change-words.ts';

const kinds = ['new', 'changed', 'moved', 'leaving'] as const;
const tagOf = { new: 'done', changed: 'changed', moved: 'changed', leaving: 'wrong', kept: 'plain' } as const;

interface Props {
  importId: string;
  counts: NonNullable<Shown['counts']>;
  classNames: readonly string[];
}

/** The people of a difference, to be searched and filtered; the filters live in the address. */
export function EntryList({ importId, counts, classNames }: Props) {
  const t = useTexts('roster');
  const sayChange = useChangeWords();
  const [kind] = useFilter('art');
  const [className] = useFilter('klasse');
  const [q] = useFilter('suche');
  const chosen = kinds.find((word) => word === kind);
  const query = { ...(chosen && { kind: chosen }), ...(className !== '' && { class: className }), ...(q !== '' && { q }) };
  const list = usePages(entriesContract, { params: { importId }, query });
  return (
    <>
      <FilterBar label={t('entries.filter')}>
        <FilterText name="suche" label={t('entries.search')} />
        <FilterChoice
          name="art"
          label={t('entries.kind')}
          options={[
            { value: '', label: t('entries.all') },
            ...kinds.map((value) => ({ value, label: `${t(`counts.${value}`)} (${counts[value]})` })),
          ]}
        />
        {classNames.length > 1 && (
          <FilterChoice
            name="klasse"
            label={t('classes.class')}
            options={[{ value: '', label: t('entries.allClasses') }, ...classNames.map((value) => ({ value, label: value }))]}
          />
        )}
      </FilterBar>
      <DataList
        label={t('difference.people')}
        list={list}
        idOf={({ id }) => id}
        empty={<EmptyState icon="people" title={t('entries.none')} />}
      >
        {({ kind: what, name, role, className: inClass, changes }) => (
          <DataRow
            title={<Person name={name} />}
            sub={
              <>
                {[t(`kinds.${role}`), inClass].filter(Boolean).join(' · ')}
                {changes.length > 0 && (
                  <>
                    {' · '}
                    <Private>{changes.map(sayChange).join(' · ')}</Private>
                  </>
                )}
              </>
            }
            fact={<Tag kind={tagOf[what]}>{t(`counts.${what}`)}</Tag>}
          />
        )}
      </DataList>
    </>
  );
}
