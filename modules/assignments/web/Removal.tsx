import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { assignmentContract, deleteContract, restoreContract, setListContract } from '../set/contract.ts';
import classes from './work.module.css';

/** Takes work away, and brings it back as long as one stays; later the list of removed work does. */
export function Removal({ assignmentId }: { assignmentId: string }) {
  const t = useTexts('assignments');
  const params = { assignmentId };
  const deletion = useSend(deleteContract, { refreshes: [setListContract] });
  const restoration = useSend(restoreContract, { refreshes: [assignmentContract, setListContract] });
  const dialog = useDialog();
  const [gone, setGone] = useState(false);
  const remove = async () => {
    if ((await deletion.send({ params })) === undefined) return;
    dialog.hide();
    setGone(true);
  };
  const bringBack = async () => {
    if ((await restoration.send({ params })) !== undefined) setGone(false);
  };
  return (
    <div className={classes.foot} role="status">
      {gone ? (
        <p className={classes.notice}>
          {t('overview.deleted')}
          <SubmitButton busy={restoration.busy} kind="plain" icon="undo" onPress={() => void bringBack()}>
            {t('overview.restore')}
          </SubmitButton>
        </p>
      ) : (
        <Button variant="subtle" leftSection={<Icon name="trash" size={18} />} onClick={dialog.show}>
          {t('overview.delete')}
        </Button>
      )}
      <ConfirmDialog
        {...dialog.props}
        title={t('overview.deleteTitle')}
        confirm={t('overview.deleteTitle')}
        busy={deletion.busy}
        error={deletion.error}
        onConfirm={() => void remove()}
      >
        {t('overview.deleteText')}
      </ConfirmDialog>
    </div>
  );
}
