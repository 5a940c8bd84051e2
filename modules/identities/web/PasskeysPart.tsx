import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { Form } from '#kernel/ui/Form.tsx';
import { TextField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { keyOf } from '#kernel/web/ask.ts';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { myAccessContract } from '../my-access/contract.ts';
import classes from './access.module.css';
import { canMakePasskeys, makePasskey, NoPasskeyMade } from './make-passkey.ts';
import { PasskeyRow } from './PasskeyRow.tsx';

/** The passkeys one has, and one more. */
export function PasskeysPart({ access }: { access: Answer<typeof myAccessContract> }) {
  const t = useTexts('identities');
  const client = useQueryClient();
  const here = access.devices.find((device) => device.here)?.label ?? '';
  const [label, setLabel] = useState(here);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: { preventDefault: () => void }) => {
    event.preventDefault();
    if (busy || label.trim() === '') return;
    setBusy(true);
    setProblem(null);
    try {
      await makePasskey(label.trim());
      await client.invalidateQueries({ queryKey: keyOf(myAccessContract) });
    } catch (error) {
      setProblem(error instanceof NoPasskeyMade ? t('factor.passkeyFailed') : refusalText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={classes.part}>
      <h3>{t('factor.passkeys')}</h3>
      <p>{t('factor.passkeyText')}</p>
      {access.passkeys.length === 0 ? (
        <p className="quiet">{t('factor.passkeyNone')}</p>
      ) : (
        <ul className={classes.rows}>
          {access.passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {canMakePasskeys() ? (
        <Form
          onSubmit={submit}
          refusal={problem}
          actions={
            <SubmitButton busy={busy} kind="plain">
              {t('factor.passkeyAdd')}
            </SubmitButton>
          }
        >
          <TextField name="passkey" label={t('factor.passkeyName')} maxLength={60} value={label} onChange={setLabel} />
        </Form>
      ) : (
        <p className="quiet">{t('factor.passkeyUnsupported')}</p>
      )}
    </div>
  );
}
