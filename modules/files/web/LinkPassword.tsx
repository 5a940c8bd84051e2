import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { Form } from '#kernel/ui/Form.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Linked } from './use-linked.ts';

/** Asks for the password of a link; what was typed stays after a wrong one. */
export function LinkPassword({ linked }: { linked: Linked }) {
  const t = useTexts('files');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <Page title={t('link.passwordTitle')} sub={t('link.passwordSub')} width="text">
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          linked.enter(password);
        }}
        actions={
          <SubmitButton busy={linked.busy} disabled={password === ''}>
            {t('link.open')}
          </SubmitButton>
        }
      >
        {tried && !linked.busy && <FormError error={linked.error} />}
        <PasswordInput
          name="password"
          label={t('link.password')}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('link.showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </Form>
    </Page>
  );
}
