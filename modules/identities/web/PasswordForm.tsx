import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from '#kernel/ui/Form.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { keyOf } from '#kernel/web/ask.ts';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { myAccessContract } from '../my-access/contract.ts';
import { changePassword } from './change-password.ts';
import { warmUpOpaque } from './opaque-client.ts';

const shortest = 10;

interface Props {
  /** For password managers. */
  handle: string | null;
  onDone: () => void;
  onCancel: () => void;
}

/** Old password, new password twice. What is typed stays in this component: no draft, no store. */
export function PasswordForm({ handle, onDone, onCancel }: Props) {
  const t = useTexts('identities');
  const client = useQueryClient();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [pressed, setPressed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const missing = shortest - [...next].length;
  const short = missing > 0 ? t('password.short', { count: missing }) : null;
  const differ = next === again ? null : t('password.differ');

  const submit = async (event: { preventDefault: () => void }) => {
    event.preventDefault();
    setPressed(true);
    if (busy || old === '' || short !== null || differ !== null) return;
    setBusy(true);
    setProblem(null);
    try {
      if (!(await changePassword(old, next))) return setProblem(t('password.wrong'));
      await client.invalidateQueries({ queryKey: keyOf(myAccessContract) });
      onDone();
    } catch (error) {
      setProblem(refusalText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      onSubmit={submit}
      refusal={problem}
      actions={
        <>
          <SubmitButton busy={busy}>{t('password.save')}</SubmitButton>
          <Button variant="subtle" onClick={onCancel}>
            {t('password.cancel')}
          </Button>
        </>
      }
    >
      <input hidden type="text" name="username" autoComplete="username" value={handle ?? ''} readOnly />
      <PasswordInput
        label={t('password.old')}
        autoComplete="current-password"
        value={old}
        onFocus={warmUpOpaque}
        onChange={(event) => setOld(event.currentTarget.value)}
        data-autofocus
      />
      <PasswordInput
        label={t('password.new')}
        description={t('password.rule')}
        autoComplete="new-password"
        value={next}
        error={pressed ? short : null}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password.again')}
        autoComplete="new-password"
        value={again}
        error={pressed && short === null ? differ : null}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
    </Form>
  );
}
