import { InputWrapper } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface Props {
  label: string;
  description?: ReactNode;
  error?: string | undefined;
  /** Draws the control; put `id` on it, and `describedBy` as `aria-describedby`. */
  children: (ids: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode;
}

/** Label, description and fault around a control of one's own; ready fields are in fields.tsx. */
export function Field({ label, description, error, children }: Props) {
  const id = useId();
  const described = [description !== undefined && `${id}-description`, error !== undefined && `${id}-error`].filter(Boolean).join(' ');
  return (
    <InputWrapper id={id} label={label} description={description} error={error}>
      {children({ id, describedBy: described || undefined, invalid: error !== undefined })}
    </InputWrapper>
  );
}
