import { CloseButton, Select, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useFilter } from '#kernel/web/address.ts';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './FilterBar.module.css';
import { Icon } from './Icon.tsx';

/** The filters of a list, in one line. What they hold lives in the address. */
export function FilterBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <search className={`${classes.bar} not-printed`} aria-label={label}>
      {children}
    </search>
  );
}

/** A word to look for; goes into the address a moment after the last key. Read it with `useFilter(name)`. */
export function FilterText({ name, label }: { name: string; label?: string }) {
  const t = useTexts('kernel');
  const [inAddress, setInAddress] = useFilter(name);
  const [typed, setTyped] = useState(inAddress);
  useEffect(() => setTyped(inAddress), [inAddress]);
  useEffect(() => {
    if (typed === inAddress) return;
    const timer = setTimeout(() => setInAddress(typed), 250);
    return () => clearTimeout(timer);
  }, [typed, inAddress, setInAddress]);
  return (
    <TextInput
      className={classes.text}
      type="search"
      aria-label={label ?? t('filter.search')}
      placeholder={label ?? t('filter.search')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      leftSection={<Icon name="search" size={18} />}
      rightSection={typed !== '' && <CloseButton aria-label={t('filter.clear')} onClick={() => setTyped('')} />}
    />
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  /** The value that holds when none stands in the address. */
  usual?: string;
  options: readonly { value: string; label: string }[];
  /** Buttons even for more than four: their words are short. */
  asButtons?: boolean;
}

/** One of a few: as buttons up to four, else as a list to open. */
export function FilterChoice({ name, label, usual = '', options, asButtons = false }: ChoiceProps) {
  const [value, set] = useFilter(name, usual);
  if (options.length > 4 && !asButtons)
    return (
      <Select
        className={classes.select ?? ''}
        aria-label={label}
        data={[...options]}
        value={value}
        onChange={(next) => set(next ?? usual)}
        allowDeselect={false}
        searchable={options.length > 12}
      />
    );
  return (
    <fieldset className={classes.choice} aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={value === option.value} onClick={() => set(option.value)}>
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
