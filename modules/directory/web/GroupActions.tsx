import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { DayField } from '#kernel/ui/fields.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { endGroupContract } from '#modules/groups/web/public.tsx';
import { groupContract, listGroupsContract, ownGroupsContract } from '../contract.ts';
import { useLetters } from './letters.ts';

/** Asks, then prints letters for all pupils of a group or their guardians, or those who never came in. */
export function PrintLetters({ groupId, name, guardians = false }: { groupId: string; name: string; guardians?: boolean }) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const letters = useLetters();
  const [onlyNew, setOnlyNew] = useState(true);
  return (
    <>
      <Button leftSection={<Icon name="print" />} onClick={dialog.show}>
        {t('letters.print')}
      </Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('letters.printFor', { name })}
        confirm={t('letters.print')}
        kind="main"
        busy={letters.busy}
        error={letters.error}
        onConfirm={() => void letters.print({ groupId, onlyNew, ...(guardians && { guardians }) }).then((done) => done && dialog.hide())}
      >
        <p>{t('letters.what')}</p>
        <Checkbox label={t('letters.onlyNew')} checked={onlyNew} onChange={(event) => setOnlyNew(event.currentTarget.checked)} />
      </ConfirmDialog>
    </>
  );
}

/** Ends a group on a day. */
export function EndGroup({ groupId, name }: { groupId: string; name: string }) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const [lastDay, setLastDay] = useState<string | null>(null);
  const end = useSend(endGroupContract, { refreshes: [groupContract, listGroupsContract, ownGroupsContract], onDone: dialog.hide });
  return (
    <>
      <Button onClick={dialog.show}>{t('group.end')}</Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('group.endOf', { name })}
        confirm={t('group.end')}
        busy={end.busy}
        error={end.error}
        onConfirm={() => lastDay !== null && void end.send({ params: { groupId }, body: { lastDay } })}
      >
        <p>{t('group.endWhat')}</p>
        <DayField name="lastDay" label={t('days.lastDay')} value={lastDay} onChange={setLastDay} />
      </ConfirmDialog>
    </>
  );
}
