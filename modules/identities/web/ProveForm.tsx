import { useState } from 'react';
import { Form } from '#kernel/ui/Form.tsx';
import { TextField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { myAccessContract } from '../my-access/contract.ts';
import { proveCodeContract } from '../second-factor/contract.ts';

/** Shows the second factor on this device by a code. */
export function ProveForm() {
  const t = useTexts('identities');
  const [code, setCode] = useState('');
  const sending = useSend(proveCodeContract, { refreshes: [myAccessContract] });
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    if (code.trim() !== '') void sending.send({ body: { code } });
  };
  return (
    <Form
      onSubmit={submit}
      refusal={sending.error === null ? null : refusalText(sending.error)}
      actions={<SubmitButton busy={sending.busy}>{t('factor.prove')}</SubmitButton>}
    >
      <TextField name="prove" label={t('factor.proveCode')} autoComplete="one-time-code" maxLength={40} value={code} onChange={setCode} />
    </Form>
  );
}
