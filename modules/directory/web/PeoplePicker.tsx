import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { listPeopleContract } from '../contract.ts';
import { type CapacityName, dotted } from './words.ts';

export interface Chosen {
  id: string;
  name: string;
}

interface Props {
  label: string;
  chosen: readonly Chosen[];
  onChange: (chosen: Chosen[]) => void;
  capacity?: CapacityName;
  /** Only members of this group. */
  groupId?: string;
  /** At most one. */
  single?: boolean;
}

/** Finds people by parts of their names and ticks them; those ticked stay, whatever is searched next. */
export function PeoplePicker({ label, chosen, onChange, capacity, groupId, single = false }: Props) {
  const t = useTexts('directory');
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const ask = useAsk(
    listPeopleContract,
    { query: { limit: 12, q, ...(capacity && { capacity }), ...(groupId && { groupId }) } },
    { when: q.length > 1 || groupId !== undefined },
  );
  const found = q.length > 1 || groupId !== undefined ? (ask.data?.items ?? []) : [];
  const has = (id: string) => chosen.some((one) => one.id === id);
  const toggle = (one: Chosen) => onChange(has(one.id) ? chosen.filter(({ id }) => id !== one.id) : single ? [one] : [...chosen, one]);
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <TextInput
        type="search"
        label={label}
        description={t('picker.how')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <FormError error={ask.error} />
      <ul aria-label={t('picker.found')} style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 4 }}>
        {found.map(({ id, firstName, lastName, className, capacities }) => (
          <li key={id}>
            <Checkbox
              checked={has(id)}
              onChange={() => toggle({ id, name: `${firstName} ${lastName}` })}
              label={
                <>
                  <Person given={firstName} family={lastName} familyFirst />{' '}
                  <span className="quiet">{dotted([className, ...capacities.map((each) => t(`capacity.${each}`))])}</span>
                </>
              }
            />
          </li>
        ))}
      </ul>
      <p role="status" className="quiet">
        {q.length > 1 && ask.data !== undefined && found.length === 0 && t('picker.nothing')}
      </p>
      {chosen.length > 0 && (
        <div>
          <p>{t('picker.chosen', { count: chosen.length })}</p>
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
            {chosen.map((one) => (
              <Button key={one.id} variant="default" onClick={() => toggle(one)} aria-label={t('picker.remove', { name: one.name })}>
                <Person name={one.name} /> <span aria-hidden>×</span>
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
