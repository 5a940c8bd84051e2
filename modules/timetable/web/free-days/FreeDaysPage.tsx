import { Button } from '@mantine/core';
import { useState } from 'react';
import { DataList } from '#kernel/ui/DataList.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice } from '#kernel/ui/FilterBar.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type FreeSpan, freeDaysContract } from '../../free-days/contract.ts';
import { FreeDaysForm, type FreeDaysValues } from './FreeDaysForm.tsx';
import { FreeDaysRow } from './FreeDaysRow.tsx';
import classes from './free-days.module.css';
import { schoolYearAt, yearName } from './school-year.ts';
import { useRemoval } from './use-removal.ts';

/** A form that is open: over which entry, or over a new one whose id is made once, so that a repeat enters nothing twice. */
interface Open {
  id: string;
  isNew: boolean;
  values: FreeDaysValues;
}

/** `freie-tage`: holidays, movable and other free days of a school year; who may, enters, changes and removes them. */
export default function FreeDaysPage() {
  const t = useTexts('timetable');
  const present = schoolYearAt(useNow());
  const [year] = useFilter('schuljahr', String(present));
  const [shown] = useFilter('zeigen', 'alle');
  const mayEdit = useMay('timetable.edit_free_days');
  const show = shown === 'entfernt' && mayEdit ? 'removed' : 'all';
  const schoolYear = /^20\d\d$/.test(year) && year !== '2099' ? Number(year) : present;
  const list = usePages(freeDaysContract, { query: { schoolYear, show } });
  const [open, setOpen] = useState<Open | null>(null);
  const removal = useRemoval();
  const add = () =>
    setOpen({ id: crypto.randomUUID(), isNew: true, values: { kind: 'movable', name: '', nameEn: '', firstDay: null, lastDay: null } });
  const years = Array.from({ length: 6 }, (_, later) => present - 1 + later);
  return (
    <Page
      title={t('freeDays.title')}
      sub={t('freeDays.sub')}
      width="text"
      actions={
        mayEdit &&
        !open?.isNew && (
          <Button variant="filled" leftSection={<Icon name="plus" />} onClick={add}>
            {t('freeDays.add')}
          </Button>
        )
      }
    >
      <FilterBar label={t('freeDays.filters')}>
        <FilterChoice
          name="schuljahr"
          label={t('freeDays.year')}
          usual={String(present)}
          options={years.map((each) => ({ value: String(each), label: yearName(each) }))}
        />
        {mayEdit && (
          <FilterChoice
            name="zeigen"
            label={t('freeDays.show')}
            usual="alle"
            options={[
              { value: 'alle', label: t('freeDays.showAll') },
              { value: 'entfernt', label: t('freeDays.showRemoved') },
            ]}
          />
        )}
      </FilterBar>
      {open?.isNew && <FreeDaysForm key={open.id} {...open} onEnd={() => setOpen(null)} />}
      <div role="status" className={classes.note}>
        {removal.removed !== null && (
          <>
            {t('freeDays.removed', { name: removal.removed.name })}
            <SubmitButton busy={removal.busy} kind="plain" icon="undo" onPress={removal.undo}>
              {t('freeDays.undo')}
            </SubmitButton>
          </>
        )}
        {removal.restored !== null && t('freeDays.restored', { name: removal.restored.name })}
      </div>
      <FormError error={removal.error} />
      <DataList
        label={t('freeDays.label', { year: yearName(schoolYear) })}
        list={list}
        idOf={({ id }) => id}
        empty={
          <EmptyState icon="calendar" title={t(show === 'removed' ? 'freeDays.emptyRemoved' : 'freeDays.empty')}>
            {show === 'all' && t(mayEdit ? 'freeDays.emptyText' : 'freeDays.emptyRead')}
          </EmptyState>
        }
      >
        {(span) =>
          open !== null && open.id === span.id && !open.isNew ? (
            <FreeDaysForm {...open} onEnd={() => setOpen(null)} />
          ) : (
            <FreeDaysRow
              span={span}
              mayEdit={mayEdit}
              isRemoved={show === 'removed'}
              busy={removal.busy}
              onChange={() => setOpen({ id: span.id, isNew: false, values: valuesOf(span) })}
              onRemove={() => removal.remove(span)}
              onRestore={() => removal.restore(span)}
            />
          )
        }
      </DataList>
    </Page>
  );
}

/** A single day has no last one of its own: whoever moves it moves one day. */
function valuesOf({ kind, name, nameEn, firstDay, lastDay }: FreeSpan): FreeDaysValues {
  return { kind, name, nameEn: nameEn ?? '', firstDay, lastDay: lastDay === firstDay ? null : lastDay };
}
