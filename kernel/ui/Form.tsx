import type { ReactNode } from 'react';
import classes from './Form.module.css';
import { FormError } from './FormError.tsx';

interface Props {
  onSubmit: (event: { preventDefault: () => void }) => void;
  /** From `useForm(…).refusal`. */
  refusal?: string | null;
  /** Buttons at the foot, the main one first. */
  actions: ReactNode;
  children: ReactNode;
}

/** A form: fields one below the other, the refusal above the buttons. Errors are said by us, not by the browser's bubbles. */
export function Form({ onSubmit, refusal = null, actions, children }: Props) {
  return (
    <form noValidate className={classes.form} onSubmit={onSubmit}>
      {children}
      <FormError error={refusal} />
      <div className={classes.actions}>{actions}</div>
    </form>
  );
}

/** Fields beside each other where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>;
}
