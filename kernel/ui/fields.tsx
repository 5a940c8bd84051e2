import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import { berlinClock, fromBerlinClock } from './berlin.ts';
import classes from './Form.module.css';

/** What every field takes. `name`, `value`, `onChange`, `error` come from `useForm(…).field('…')`. */
interface FieldProps<V> {
  name: string;
  label: string;
  value: V;
  onChange: (value: V) => void;
  error?: string | undefined;
  description?: ReactNode;
  /** Says "freiwillig" beside the label; fields are required unless they say so. */
  optional?: boolean;
  disabled?: boolean;
}

/** What Mantine's inputs want of that; without undefined, which exactOptionalPropertyTypes forbids. */
function useField({ name, label, error, description, optional, disabled }: Omit<FieldProps<unknown>, 'value' | 'onChange'>) {
  const t = useTexts('kernel');
  return {
    name,
    label: optional ? (
      <>
        {label} <span className={classes.optional}>({t('form.optional')})</span>
      </>
    ) : (
      label
    ),
    description,
    error,
    disabled: disabled ?? false,
    'aria-required': !optional,
  };
}

/** One line of text. */
export function TextField({
  type = 'text',
  autoComplete,
  maxLength,
  inputMode,
  value,
  onChange,
  ...field
}: FieldProps<string> & {
  type?: 'text' | 'email' | 'tel' | 'url';
  autoComplete?: string;
  maxLength?: number;
  inputMode?: 'text' | 'numeric' | 'email';
}) {
  const more = { ...(maxLength && { maxLength }), ...(autoComplete && { autoComplete }), ...(inputMode && { inputMode }) };
  return <TextInput {...useField(field)} {...more} type={type} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}

/** Text of several lines; grows with it. */
export function TextAreaField({
  rows = 4,
  maxLength,
  value,
  onChange,
  ...field
}: FieldProps<string> & { rows?: number; maxLength?: number }) {
  return (
    <Textarea
      {...useField(field)}
      {...(maxLength && { maxLength })}
      autosize
      minRows={rows}
      maxRows={24}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A number, null when empty. */
export function NumberField({
  min,
  max,
  step,
  value,
  onChange,
  ...field
}: FieldProps<number | null> & { min?: number; max?: number; step?: number }) {
  const bounds = { ...(min !== undefined && { min }), ...(max !== undefined && { max }), ...(step !== undefined && { step }) };
  return (
    <NumberInput
      {...useField(field)}
      {...bounds}
      decimalSeparator=","
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? null : Number(next))}
    />
  );
}

/** One of a list; with a search from thirteen entries on. Null when nothing is chosen, where the value may be null. */
export function ChoiceField<V extends string | null>({
  options,
  value,
  onChange,
  ...field
}: FieldProps<V> & { options: readonly { value: NonNullable<V>; label: string; disabled?: boolean }[] }) {
  return (
    <Select<string>
      {...useField(field)}
      data={options.map((option) => ({ ...option }))}
      value={value}
      onChange={(chosen) => {
        // only values of the list can be chosen, and null only where the field is optional
        if (chosen !== null || field.optional) onChange(chosen as V);
      }}
      allowDeselect={field.optional ?? false}
      clearable={field.optional ?? false}
      searchable={options.length > 12}
    />
  );
}

/** Yes or no. */
export function CheckField({ value, onChange, optional: _, ...field }: FieldProps<boolean>) {
  const { 'aria-required': __, ...props } = useField(field);
  return <Checkbox {...props} checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />;
}

/** A calendar day `YYYY-MM-DD`, null when empty; the browser's own picker, which every phone has. */
export function DayField({ min, max, value, onChange, ...field }: FieldProps<string | null> & { min?: string; max?: string }) {
  const bounds = { ...(min && { min }), ...(max && { max }) };
  return (
    <TextInput
      {...useField(field)}
      {...bounds}
      type="date"
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}

/** An instant as the clock at school shows it: shown and typed in Europe/Berlin, handed over as ISO 8601 in UTC. */
export function InstantField({ value, onChange, ...field }: FieldProps<string | null>) {
  return (
    <TextInput
      {...useField(field)}
      type="datetime-local"
      value={value === null ? '' : berlinClock(value)}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : fromBerlinClock(event.currentTarget.value.slice(0, 16)))}
    />
  );
}
