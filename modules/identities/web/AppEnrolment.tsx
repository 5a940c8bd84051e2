import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { Form } from '#kernel/ui/Form.tsx';
import { TextField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { myAccessContract } from '../my-access/contract.ts';
import { confirmTotpContract, type enrolTotpContract } from '../second-factor/contract.ts';
import classes from './access.module.css';

interface Props {
  enrolment: Answer<typeof enrolTotpContract>;
  /** With the recovery codes, which are shown this once. */
  onConfirmed: (recoveryCodes: readonly string[]) => void;
}

/** The secret as a QR code and as text, and the field for the first code of the app. */
export function AppEnrolment({ enrolment, onConfirmed }: Props) {
  const t = useTexts('identities');
  const [code, setCode] = useState('');
  const confirm = useSend(confirmTotpContract, {
    refreshes: [myAccessContract],
    onDone: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
  });
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    if (code.trim() !== '') void confirm.send({ body: { code: code.trim() } });
  };
  return (
    <div className={classes.enrol}>
      <p>{t('factor.scan')}</p>
      <img className={classes.picture} src={enrolment.picture} alt={t('factor.qr')} />
      <code className={classes.secret}>{enrolment.secret}</code>
      <Form
        onSubmit={submit}
        refusal={confirm.error === null ? null : refusalText(confirm.error)}
        actions={<SubmitButton busy={confirm.busy}>{t('factor.confirm')}</SubmitButton>}
      >
        <TextField
          name="totp"
          label={t('factor.code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={12}
          value={code}
          onChange={setCode}
        />
      </Form>
    </div>
  );
}
