import { TextInput } from '@mantine/core';

interface Props {
  label: string;
  /** "19:00" */
  value: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}

/** A time of day; the browser's own field, which every phone has. Emptied, it keeps what stood there. */
export function ClockField({ label, value, disabled = false, onChange }: Props) {
  return (
    <TextInput
      type="time"
      label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => event.currentTarget.value !== '' && onChange(event.currentTarget.value.slice(0, 5))}
    />
  );
}
