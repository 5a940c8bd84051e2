import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { ChoiceField } from '#kernel/ui/fields.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { addMembersContract } from '#modules/groups/web/public.tsx';
import { lockPersonsContract, unlockPersonsContract } from '#modules/people/web/public.tsx';
import { listGroupsContract, listPeopleContract, personContract } from '../contract.ts';
import { useLetters } from './letters.ts';

interface Props {
  ids: readonly string[];
  onDone: () => void;
}

/** What can be done with ticked people: letters with new codes, into a group, lock, unlock. */
export function PeopleActions(props: Props) {
  const edits = useMay('people.edit');
  const issues = useMay('people.issue_codes');
  const groups = useMay('groups.edit');
  return (
    <>
      {issues && <Letters {...props} />}
      {groups && <IntoGroup {...props} />}
      {edits && <Lock {...props} />}
    </>
  );
}

function Letters({ ids, onDone }: Props) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const letters = useLetters();
  const print = async () => {
    if (!(await letters.print({ personIds: [...ids] }))) return;
    dialog.hide();
    onDone();
  };
  return (
    <>
      <Button onClick={dialog.show}>{t('letters.print')}</Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('letters.printCount', { count: ids.length })}
        confirm={t('letters.print')}
        kind="main"
        busy={letters.busy}
        error={letters.error}
        onConfirm={() => void print()}
      >
        {t('letters.what')}
      </ConfirmDialog>
    </>
  );
}

function IntoGroup({ ids, onDone }: Props) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const [groupId, setGroupId] = useState<string | null>(null);
  const groups = useAsk(listGroupsContract, { query: { limit: 200 } }, { when: dialog.open });
  const add = useSend(addMembersContract, {
    refreshes: [listPeopleContract, personContract],
    onDone: () => {
      dialog.hide();
      onDone();
    },
  });
  const send = () => {
    if (groupId !== null)
      void add.send({ params: { groupId }, body: { personIds: [...ids], part: 'member', validFrom: null, validTo: null } });
  };
  return (
    <>
      <Button onClick={dialog.show}>{t('people.intoGroup')}</Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('people.intoGroupCount', { count: ids.length })}
        confirm={t('people.intoGroup')}
        kind="main"
        busy={add.busy}
        error={add.error}
        onConfirm={send}
      >
        <ChoiceField<string | null>
          name="groupId"
          label={t('group.title')}
          value={groupId}
          onChange={setGroupId}
          options={(groups.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </ConfirmDialog>
    </>
  );
}

function Lock({ ids, onDone }: Props) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const done = {
    refreshes: [listPeopleContract, personContract],
    onDone: () => {
      dialog.hide();
      onDone();
    },
  };
  const lock = useSend(lockPersonsContract, done);
  const unlock = useSend(unlockPersonsContract, done);
  return (
    <>
      <Button onClick={() => void unlock.send({ body: { personIds: [...ids] } })} loading={unlock.busy}>
        {t('people.unlock')}
      </Button>
      <Button onClick={dialog.show}>{t('people.lock')}</Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('people.lockCount', { count: ids.length })}
        confirm={t('people.lock')}
        busy={lock.busy}
        error={lock.error}
        onConfirm={() => void lock.send({ body: { personIds: [...ids] } })}
      >
        {t('people.lockWhat')}
      </ConfirmDialog>
    </>
  );
}
