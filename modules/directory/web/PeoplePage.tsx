import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice, FilterText } from '#kernel/ui/FilterBar.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { listGroupsContract, listPeopleContract } from '../contract.ts';
import { PeopleActions } from './PeopleActions.tsx';
import { type AccessState, capacityNames, dotted } from './words.ts';

const statuses = ['active', 'suspended', 'left'] as const;
const accesses: readonly AccessState[] = ['none', 'waiting', 'ready'];

/** The list of people: found by parts of names, filtered, ticked for what is done with many. */
export default function PeoplePage() {
  const t = useTexts('directory');
  const all = useMay('people.view_all');
  const edits = useMay('people.edit');
  const issues = useMay('people.issue_codes');
  const filters = useWanted();
  const list = usePages(listPeopleContract, { query: filters });
  const classes = useAsk(listGroupsContract, { query: { kind: 'class', limit: 200 } }, { when: all });
  return (
    <Page
      title={t('people.title')}
      sub={t(all ? 'people.sub' : 'people.subOwn')}
      width="wide"
      actions={
        edits && (
          <ButtonLink to="personen/neu" icon="plus">
            {t('newPerson.title')}
          </ButtonLink>
        )
      }
    >
      <FilterBar label={t('people.filter')}>
        <FilterText name="q" label={t('people.search')} />
        <FilterChoice
          name="rolle"
          label={t('people.capacity')}
          options={[
            { value: '', label: t('people.anyCapacity') },
            ...capacityNames.map((value) => ({ value, label: t(`capacity.${value}`) })),
          ]}
        />
        {all && (
          <FilterChoice
            name="klasse"
            label={t('people.class')}
            options={[
              { value: '', label: t('people.anyClass') },
              ...(classes.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        {all && (
          <FilterChoice
            name="stand"
            label={t('people.status')}
            usual="active"
            options={[
              { value: 'active', label: t('status.active') },
              ...(issues ? accesses.map((value) => ({ value, label: t(`access.${value}`) })) : []),
              { value: 'suspended', label: t('status.suspended') },
              { value: 'left', label: t('status.left') },
            ]}
          />
        )}
        <FilterChoice
          name="nach"
          label={t('people.order')}
          usual="name"
          options={[
            { value: 'name', label: t('people.byName') },
            { value: 'class', label: t('people.byClass') },
          ]}
        />
      </FilterBar>
      <DataList
        label={t('people.title')}
        list={list}
        idOf={({ id }) => id}
        empty={
          <EmptyState icon="people" title={t('people.nobody')}>
            {t('people.nobodyWhy')}
          </EmptyState>
        }
        {...((edits || issues) && {
          select: {
            nameOf: (person: { firstName: string; lastName: string }) => `${person.firstName} ${person.lastName}`,
            actions: (selection: { ids: readonly string[]; clear: () => void }) => (
              <PeopleActions ids={selection.ids} onDone={selection.clear} />
            ),
          },
        })}
      >
        {(person) => (
          <DataRow
            to={`personen/${person.id}`}
            title={<Person given={person.firstName} family={person.lastName} familyFirst />}
            sub={dotted([
              person.className,
              person.shortName,
              ...person.capacities.map((each) => t(`capacity.${each}`)),
              person.guestOf !== null && t('person.guestOf', { school: person.guestOf }),
            ])}
            fact={
              <>
                {person.status !== 'active' && <Tag kind="changed">{t(`status.${person.status}`)}</Tag>}
                {person.status === 'active' && person.access !== null && (
                  <Tag kind={person.access === 'ready' ? 'done' : 'plain'}>{t(`access.${person.access}`)}</Tag>
                )}
              </>
            }
          />
        )}
      </DataList>
    </Page>
  );
}

function useWanted() {
  const [q] = useFilter('q');
  const [role] = useFilter('rolle');
  const [groupId] = useFilter('klasse');
  const [wantedStatus] = useFilter('stand', 'active');
  const [order] = useFilter('nach', 'name');
  const capacity = capacityNames.find((one) => one === role);
  const status = statuses.find((one) => one === wantedStatus);
  const access = accesses.find((one) => one === wantedStatus);
  return {
    ...(q && { q }),
    ...(capacity && { capacity }),
    ...(groupId && { groupId }),
    ...(status && { status }),
    ...(access && { access }),
    ...(order === 'class' && { order: 'class' as const }),
  };
}
