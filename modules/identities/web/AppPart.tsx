import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { myAccessContract } from '../my-access/contract.ts';
import { dropTotpContract, enrolTotpContract } from '../second-factor/contract.ts';
import { AppEnrolment } from './AppEnrolment.tsx';
import classes from './access.module.css';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** The authenticator app: none, being set up, or there. */
export function AppPart({ access }: { access: Answer<typeof myAccessContract> }) {
  const t = useTexts('identities');
  const enrol = useSend(enrolTotpContract);
  const dialog = useDialog();
  const drop = useSend(dropTotpContract, { refreshes: [myAccessContract], onDone: dialog.hide });
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <div className={classes.part}>
      <h3>{t('factor.app')}</h3>
      <p>{access.hasTotp ? t('factor.appOn', { count: access.recoveryCodesLeft }) : t('factor.appOff')}</p>
      {codes !== null && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {enrol.answer !== undefined ? (
        <AppEnrolment
          enrolment={enrol.answer}
          onConfirmed={(made) => {
            enrol.reset();
            setCodes(made);
          }}
        />
      ) : (
        <div className={classes.buttons}>
          <Button variant="default" loading={enrol.busy} onClick={() => void enrol.send({})}>
            {t(access.hasTotp ? 'factor.appAgain' : 'factor.appSetUp')}
          </Button>
          {access.hasTotp && (
            <Button variant="subtle" onClick={dialog.show}>
              {t('factor.appRemove')}
            </Button>
          )}
        </div>
      )}
      <FormError error={enrol.error} />
      <ConfirmDialog
        {...dialog.props}
        title={t('factor.removeTitle')}
        confirm={t('factor.appRemove')}
        busy={drop.busy}
        error={drop.error}
        onConfirm={() => void drop.send({})}
      >
        {t('factor.removeText')}
      </ConfirmDialog>
    </div>
  );
}
