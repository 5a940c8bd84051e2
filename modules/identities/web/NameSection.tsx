import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { Form } from '#kernel/ui/Form.tsx';
import { TextField } from '#kernel/ui/fields.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { setEmailContract } from '../mail/contract.ts';
import { myAccessContract } from '../my-access/contract.ts';
import classes from './access.module.css';

/** What one signs in with: the school's name, and for adults an e-mail address. */
export function NameSection({ access }: { access: Answer<typeof myAccessContract> }) {
  const t = useTexts('identities');
  return (
    <Section title={t('name.title')}>
      <div className={classes.part}>
        <p>
          <strong>{access.handle ?? '–'}</strong>
        </p>
      </div>
      {access.mayHaveEmail && <EmailPart email={access.email} />}
    </Section>
  );
}

function EmailPart({ email }: { email: string | null }) {
  const t = useTexts('identities');
  const [typed, setTyped] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const sending = useSend(setEmailContract, { refreshes: [myAccessContract] });
  const submit = async (event: { preventDefault: () => void }) => {
    event.preventDefault();
    const address = typed.trim();
    if (address === '' || (await sending.send({ body: { email: address } })) === undefined) return;
    setSentTo(address);
    setTyped('');
  };
  return (
    <div className={classes.part}>
      <h3>{t('name.email')}</h3>
      <p>{email ?? t('name.emailNone')}</p>
      <Form
        onSubmit={submit}
        refusal={sending.error === null ? null : refusalText(sending.error)}
        actions={
          <>
            <SubmitButton busy={sending.busy} kind="plain">
              {t('name.emailSend')}
            </SubmitButton>
            {email !== null && (
              <Button variant="subtle" onClick={() => void sending.send({ body: { email: null } })}>
                {t('name.emailRemove')}
              </Button>
            )}
          </>
        }
      >
        <TextField
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={254}
          label={t('name.emailNew')}
          description={t('name.emailHint')}
          value={typed}
          onChange={setTyped}
        />
      </Form>
      <p role="status">{sentTo !== null && t('name.emailSent', { email: sentTo })}</p>
    </div>
  );
}
