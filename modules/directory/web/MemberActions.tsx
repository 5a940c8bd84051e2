import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { ChoiceField, DayField } from '#kernel/ui/fields.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { moveMembersContract, removeMembersContract } from '#modules/groups/web/public.tsx';
import { groupContract, listGroupsContract } from '../contract.ts';
import type { GroupAnswer, MemberRow } from './answers.ts';

interface Props {
  group: GroupAnswer;
  chosen: readonly MemberRow[];
  onDone: () => void;
}

/** What can be done with ticked members: take out, move to another group of the same kind. */
export function MemberActions(props: Props) {
  return (
    <>
      {props.chosen.every(({ parts }) => parts.includes('member')) && <Move {...props} />}
      <Remove {...props} />
    </>
  );
}

function Remove({ group, chosen, onDone }: Props) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const [lastDay, setLastDay] = useState<string | null>(null);
  const remove = useSend(removeMembersContract, { refreshes: [groupContract] });
  // one request per part: a representative is taken out as such and as a member
  const send = async () => {
    for (const part of new Set(chosen.flatMap(({ parts }) => parts))) {
      const personIds = chosen.filter(({ parts }) => parts.includes(part)).map(({ personId }) => personId);
      if ((await remove.send({ params: { groupId: group.id }, body: { personIds, part, lastDay } })) === undefined) return;
    }
    dialog.hide();
    onDone();
  };
  return (
    <>
      <Button onClick={dialog.show}>{t('group.remove')}</Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('group.removeOf', { count: chosen.length })}
        confirm={t('group.remove')}
        busy={remove.busy}
        error={remove.error}
        onConfirm={() => void send()}
      >
        <p>{t('group.removeWhat')}</p>
        <DayField name="lastDay" label={t('days.lastDay')} optional value={lastDay} onChange={setLastDay} />
      </ConfirmDialog>
    </>
  );
}

function Move({ group, chosen, onDone }: Props) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const [toGroupId, setTo] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const groups = useAsk(listGroupsContract, { query: { kind: group.kind, limit: 200 } }, { when: dialog.open });
  const move = useSend(moveMembersContract, {
    refreshes: [groupContract],
    onDone: () => {
      dialog.hide();
      onDone();
    },
  });
  const send = () => {
    if (toGroupId !== null && from !== null)
      void move.send({ params: { groupId: group.id }, body: { personIds: chosen.map(({ personId }) => personId), toGroupId, from } });
  };
  const options = (groups.data?.items ?? []).filter(({ id }) => id !== group.id).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Button onClick={dialog.show}>{t('group.move')}</Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('group.moveOf', { count: chosen.length })}
        confirm={t('group.move')}
        kind="main"
        busy={move.busy}
        error={move.error}
        onConfirm={send}
      >
        <ChoiceField<string | null> name="toGroupId" label={t('group.moveTo')} value={toGroupId} onChange={setTo} options={options} />
        <DayField name="from" label={t('days.firstDay')} value={from} onChange={setFrom} />
      </ConfirmDialog>
    </>
  );
}
