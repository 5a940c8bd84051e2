import { Button } from '@mantine/core';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import type { Selection } from '#kernel/ui/use-selection.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { cardClassContract, choosePicturesContract, withdrawCardsContract } from '../contract.ts';

interface Props {
  groupId: string;
  allowed: boolean;
  selection: Selection;
  busy: boolean;
  onPrint: (personIds: readonly string[]) => void;
}

/** What can be done with the cards of some children: print, choose pictures anew, withdraw. */
export function CardActions({ groupId, allowed, selection, busy, onPrint }: Props) {
  const t = useTexts('ways-in');
  const withdrawing = useDialog();
  const resetting = useDialog();
  const withdraw = useSend(withdrawCardsContract, { refreshes: [cardClassContract], onDone: withdrawing.hide });
  const reset = useSend(choosePicturesContract, { refreshes: [cardClassContract], onDone: resetting.hide });
  const input = { params: { groupId }, body: { personIds: [...selection.ids] } };
  const count = selection.ids.length;
  return (
    <>
      {allowed && (
        <SubmitButton busy={busy} kind="plain" onPress={() => onPrint(selection.ids)}>
          {t('page.printSome', { count })}
        </SubmitButton>
      )}
      <Button variant="default" onClick={resetting.show}>
        {t('page.reset')}
      </Button>
      <Button variant="default" onClick={withdrawing.show}>
        {t('page.withdraw')}
      </Button>
      <ConfirmDialog
        {...resetting.props}
        kind="main"
        title={t('page.resetTitle')}
        confirm={t('page.reset')}
        busy={reset.busy}
        error={reset.error}
        onConfirm={() => void reset.send(input)}
      >
        {t('page.resetText', { count })}
      </ConfirmDialog>
      <ConfirmDialog
        {...withdrawing.props}
        title={t('page.withdrawTitle')}
        confirm={t('page.withdraw')}
        busy={withdraw.busy}
        error={withdraw.error}
        onConfirm={() => void withdraw.send(input)}
      >
        {t('page.withdrawText', { count })}
      </ConfirmDialog>
    </>
  );
}
