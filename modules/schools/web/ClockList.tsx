import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useId } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './schools.module.css';

interface Props {
  name: string;
  label: string;
  /** What the times are for, in a sentence. */
  hint: string;
  /** So many times at most. */
  most: number;
  /** `HH:MM`; an empty one is still being typed. */
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** A list of times of the clock: each can be changed or taken out, one more can be added. */
export function ClockList({ name, label, hint, most, value, onChange }: Props) {
  const t = useTexts('schools');
  const id = useId();
  return (
    <fieldset className={classes.parts} aria-describedby={id}>
      <legend>{label}</legend>
      <p id={id} className="quiet">
        {hint}
      </p>
      <ol className={classes.clocks}>
        {value.map((clock, at) => (
          // a time has no name but its place in the list
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what is being edited
          <li key={at}>
            <TextInput
              type="time"
              name={`${name}.${at}`}
              aria-label={t('settings.timeNumber', { number: at + 1 })}
              required
              value={clock}
              onChange={(event) => onChange(value.with(at, event.currentTarget.value.slice(0, 5)))}
            />
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={t('settings.takeOutTime', { time: clock === '' ? String(at + 1) : clock })}
              onClick={() => onChange(value.toSpliced(at, 1))}
            >
              <Icon name="close" size={18} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <Button variant="default" disabled={value.length >= most} onClick={() => onChange([...value, ''])}>
        {t('settings.addTime')}
      </Button>
    </fieldset>
  );
}
