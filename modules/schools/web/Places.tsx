import { Button } from '@mantine/core';
import { useState } from 'react';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { PlaceForm } from './PlaceForm.tsx';
import type { Place } from './place.ts';

interface Props {
  kind: 'division' | 'site';
  places: readonly Place[];
}

/** Divisions or sites: the list, and in the place of a row its form. */
export function Places({ kind, places }: Props) {
  const t = useTexts('schools');
  const [edited, edit] = useState<Place | null>(null);
  const add = () => edit({ id: crypto.randomUUID(), name: '', shortName: null, address: null, closed: false });
  const isNew = edited !== null && places.every(({ id }) => id !== edited.id);
  return (
    <Section
      title={t(kind === 'division' ? 'structure.divisions' : 'structure.sites')}
      actions={
        edited === null && (
          <Button variant="default" leftSection={<Icon name="plus" />} onClick={add}>
            {t(kind === 'division' ? 'structure.addDivision' : 'structure.addSite')}
          </Button>
        )
      }
    >
      {isNew && edited !== null && <PlaceForm kind={kind} place={edited} onDone={() => edit(null)} />}
      <DataList
        label={t(kind === 'division' ? 'structure.divisions' : 'structure.sites')}
        list={places}
        idOf={({ id }) => id}
        empty={
          isNew ? null : (
            <EmptyState icon="building" title={t(kind === 'division' ? 'structure.divisionsNone' : 'structure.sitesNone')}>
              {t(kind === 'division' ? 'structure.divisionsEmpty' : 'structure.sitesEmpty')}
            </EmptyState>
          )
        }
      >
        {(place) =>
          edited?.id === place.id ? (
            <PlaceForm kind={kind} place={edited} onDone={() => edit(null)} />
          ) : (
            <DataRow
              title={place.name}
              sub={[place.shortName, place.address].filter(Boolean).join(' · ') || undefined}
              fact={place.closed ? <Tag>{t('structure.isClosed')}</Tag> : <Icon name="edit" size={18} />}
              onOpen={() => edit(place)}
            />
          )
        }
      </DataList>
    </Section>
  );
}
