import { Button } from '@mantine/core';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { dropSecondFactorContract, personContract } from '../contract.ts';

/** Takes a lost second factor from a person, after asking. */
export function DropFactor({ personId, name }: { personId: string; name: string }) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const drop = useSend(dropSecondFactorContract, { refreshes: [personContract], onDone: dialog.hide });
  return (
    <>
      <Button onClick={dialog.show}>{t('access.dropFactor')}</Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('access.dropFactorOf', { name })}
        confirm={t('access.dropFactor')}
        busy={drop.busy}
        error={drop.error}
        onConfirm={() => void drop.send({ params: { personId } })}
      >
        {t('access.dropFactorWhat')}
      </ConfirmDialog>
    </>
  );
}
