import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { ChoiceField, DayField } from '#kernel/ui/fields.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { giveCapacityContract } from '#modules/people/web/public.tsx';
import { listPeopleContract, personContract } from '../contract.ts';
import type { PersonAnswer } from './answers.ts';
import { type CapacityName, capacityNames, dotted, useDays } from './words.ts';

/** What a person is at the school and when; given and ended here. */
export function PersonCapacities({ person }: { person: PersonAnswer }) {
  const t = useTexts('directory');
  const days = useDays();
  const mayChange = (capacity: CapacityName) => (capacity === 'pupil' || capacity === 'guardian' ? person.may.edit : person.may.roles);
  const offered = capacityNames.filter(mayChange);
  return (
    <Section
      title={t('person.capacities')}
      actions={offered.length > 0 && <Give person={person} label={t('person.give')} offered={offered} />}
    >
      <DataList
        label={t('person.capacities')}
        list={person.capacities}
        idOf={({ capacity, divisionId }) => `${capacity} ${divisionId ?? ''}`}
      >
        {(held) => (
          <DataRow
            title={t(`capacity.${held.capacity}`)}
            sub={dotted([person.divisions.find(({ id }) => id === held.divisionId)?.name, days(held)])}
            {...(mayChange(held.capacity) && {
              actions: <Give person={person} label={t('person.changeDays')} offered={[held.capacity]} held={held} />,
            })}
          />
        )}
      </DataList>
    </Section>
  );
}

interface Props {
  person: PersonAnswer;
  label: string;
  offered: readonly CapacityName[];
  held?: PersonAnswer['capacities'][number];
}

function Give({ person, label, offered, held }: Props) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const [capacity, setCapacity] = useState<CapacityName>(held?.capacity ?? offered[0] ?? 'pupil');
  const [division, setDivision] = useState('');
  const [validFrom, setFrom] = useState(held?.validFrom ?? null);
  const [validTo, setTo] = useState(held?.validTo ?? null);
  const give = useSend(giveCapacityContract, { refreshes: [personContract, listPeopleContract], onDone: dialog.hide });
  const send = () =>
    void give.send({
      params: { personId: person.id, capacity },
      body: { divisionId: held === undefined ? division || null : held.divisionId, validFrom, validTo },
    });
  return (
    <>
      <Button variant="subtle" onClick={dialog.show} aria-label={held ? `${label}: ${t(`capacity.${held.capacity}`)}` : label}>
        {label}
      </Button>
      <ConfirmDialog
        {...dialog.props}
        title={label}
        confirm={t('person.save')}
        kind="main"
        busy={give.busy}
        error={give.error}
        onConfirm={send}
      >
        {held === undefined && (
          <ChoiceField
            name="capacity"
            label={t('people.capacity')}
            value={capacity}
            onChange={setCapacity}
            options={offered.map((value) => ({ value, label: t(`capacity.${value}`) }))}
          />
        )}
        {held === undefined && person.divisions.length > 0 && (
          <ChoiceField
            name="division"
            label={t('person.division')}
            value={division}
            onChange={setDivision}
            options={[
              { value: '', label: t('person.wholeSchool') },
              ...person.divisions.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <DayField name="validFrom" label={t('days.firstDay')} optional value={validFrom} onChange={setFrom} />
        <DayField name="validTo" label={t('days.lastDay')} optional value={validTo} onChange={setTo} />
      </ConfirmDialog>
    </>
  );
}
