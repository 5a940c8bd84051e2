import { Button, TextInput } from '@mantine/core';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice } from '#kernel/ui/FilterBar.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { actsContract, auditContract } from '../contract.ts';

/** Who did what in the administration; filters live in the address, so that a view can be shared. */
export default function AuditPage() {
  const t = useTexts('schools');
  const [act] = useFilter('handlung');
  const [from, setFrom] = useFilter('von');
  const [to, setTo] = useFilter('bis');
  const [person, setPerson] = useFilter('person');
  const acts = useAsk(actsContract, {});
  const query = { ...(act !== '' && { act }), ...(from !== '' && { from }), ...(to !== '' && { to }), ...(person !== '' && { person }) };
  const list = usePages(auditContract, { query });
  const options = [
    { value: '', label: t('trail.allActs') },
    ...(acts.data?.acts ?? []).map(({ act: value, title }) => ({ value, label: title })),
  ];
  return (
    <Page title={t('trail.title')} sub={t('trail.sub')}>
      <FilterBar label={t('trail.label')}>
        <FilterChoice name="handlung" label={t('trail.act')} options={options} />
        <TextInput
          type="date"
          aria-label={t('trail.from')}
          title={t('trail.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          aria-label={t('trail.to')}
          title={t('trail.to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        {person !== '' && (
          <Button variant="default" onClick={() => setPerson('')}>
            {t('trail.allPersons')}
          </Button>
        )}
      </FilterBar>
      <DataList
        label={t('trail.label')}
        list={list}
        idOf={({ id }) => id}
        empty={
          <EmptyState icon="history" title={t('trail.emptyTitle')}>
            {t('trail.empty')}
          </EmptyState>
        }
      >
        {({ at, actor, subject, text }) => {
          const concerned = subject ?? actor;
          return (
            <DataRow
              title={text}
              sub={
                <>
                  {t('trail.byWord')} <Person name={actor.name} />
                  {subject !== null && (
                    <>
                      {' · '}
                      {t('trail.concernsWord')} <Person name={subject.name} />
                    </>
                  )}
                </>
              }
              fact={<RelativeTime at={at} />}
              {...(concerned.id !== null && person === '' && { onOpen: () => setPerson(concerned.id ?? '') })}
            />
          );
        }}
      </DataList>
    </Page>
  );
}
