import { Button } from '@mantine/core';
import type { Answer } from '#kernel/contract/contract.ts';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { myAccessContract } from '../my-access/contract.ts';
import { dropPasskeyContract } from '../second-factor/contract.ts';
import classes from './access.module.css';

/** One passkey, with the way to take it away. */
export function PasskeyRow({ passkey }: { passkey: Answer<typeof myAccessContract>['passkeys'][number] }) {
  const t = useTexts('identities');
  const { day } = useTimes();
  const dialog = useDialog();
  const drop = useSend(dropPasskeyContract, { refreshes: [myAccessContract], onDone: dialog.hide });
  return (
    <li className={classes.row}>
      <Icon name="key" />
      <span className={classes.words}>
        {passkey.label}
        <small className="quiet">{t('factor.passkeyMade', { date: day(passkey.createdOn) })}</small>
      </span>
      <Button variant="subtle" aria-label={t('factor.passkeyRemove', { name: passkey.label })} onClick={dialog.show}>
        {t('factor.remove')}
      </Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('factor.removeTitle')}
        confirm={t('factor.passkeyRemove', { name: passkey.label })}
        busy={drop.busy}
        error={drop.error}
        onConfirm={() => void drop.send({ params: { passkeyId: passkey.id } })}
      >
        {t('factor.removeText')}
      </ConfirmDialog>
    </li>
  );
}
