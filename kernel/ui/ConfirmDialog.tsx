import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './ConfirmDialog.module.css';
import { FormError } from './FormError.tsx';
import { SubmitButton } from './SubmitButton.tsx';

interface Props {
  open: boolean;
  onClose: () => void;
  /** "Aufgabe löschen" */
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** What the button says; the same words as the title, never "OK". */
  confirm: string;
  kind?: 'main' | 'wrong';
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
}

/** Asks before something that is hard to take back. Escape and "Abbrechen" change nothing. */
export function ConfirmDialog({ open, onClose, title, children, confirm, kind = 'wrong', busy = false, error = null, onConfirm }: Props) {
  const t = useTexts('kernel');
  return (
    <Modal opened={open} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('dialog.close') }}>
      <div className={classes.words}>{children}</div>
      <FormError error={error} />
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('dialog.cancel')}
        </Button>
        <SubmitButton busy={busy} kind={kind} onPress={onConfirm}>
          {confirm}
        </SubmitButton>
      </div>
    </Modal>
  );
}

/** Whether a dialog is open: `const dialog = useDialog(); dialog.show(); <ConfirmDialog {...dialog.props} …/>`. */
export function useDialog() {
  const [open, setOpen] = useState(false);
  const hide = () => setOpen(false);
  return { open, show: () => setOpen(true), hide, props: { open, onClose: hide } };
}
