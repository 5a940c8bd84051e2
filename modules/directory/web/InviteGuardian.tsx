import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Private, usePrivateText } from '#kernel/ui/Beamer.tsx';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { correctPersonContract } from '#modules/people/web/public.tsx';
import { personContract } from '../contract.ts';
import { inviteGuardiansContract, withdrawInvitationContract } from '../invitations/contract.ts';
import type { PersonAnswer } from './answers.ts';
import { useInvitationWords } from './invitation-words.ts';

/** Invites one guardian by mail, entering or putting right the address on the way; says what became of it; takes it back. */
export function InviteGuardian({ person }: { person: PersonAnswer }) {
  const t = useTexts('directory');
  const words = useInvitationWords();
  const privately = usePrivateText();
  const dialog = useDialog();
  const known = person.details?.email ?? '';
  const [typed, setTyped] = useState(known);
  const [fault, setFault] = useState('');
  const correct = useSend(correctPersonContract, { refreshes: [personContract] });
  const invite = useSend(inviteGuardiansContract, { refreshes: [personContract], onDone: dialog.hide });
  const { access } = person;
  // until the mail is out; usually a second
  const isWaiting = access?.invitation?.state === 'waiting';
  useAsk(personContract, { params: { personId: person.id } }, { when: isWaiting, everySeconds: isWaiting && 2 });
  if (access === null || (!access.mayInvite && access.invitation === null)) return null;
  const label = t(access.invitation === null ? 'invitation.invite' : 'invitation.again');
  const email = typed.trim();
  const send = async () => {
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) return setFault(t('form.email'));
    setFault('');
    if (email !== known && (await correct.send({ params: { personId: person.id }, body: { email } })) === undefined) return;
    await invite.send({ body: { personIds: [person.id] } });
  };
  return (
    <>
      {access.invitation !== null && <p>{words.state(access.invitation)}</p>}
      {invite.answer !== undefined && access.invitation?.state !== 'open' && <p role="status">{words.result(invite.answer)}</p>}
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBlock: 8 }}>
        {access.mayInvite && (
          <Button leftSection={<Icon name="mail" />} onClick={dialog.show}>
            {label}
          </Button>
        )}
        {(access.invitation?.state === 'open' || access.invitation?.state === 'waiting') && <Withdraw personId={person.id} />}
      </div>
      <ConfirmDialog
        {...dialog.props}
        title={t('invitation.inviteOf', { name: privately(person.name) })}
        confirm={label}
        kind="main"
        busy={correct.busy || invite.busy}
        error={correct.error ?? invite.error}
        onConfirm={() => void send()}
      >
        <Private>
          <TextInput
            type="email"
            label={t('invitation.address')}
            value={typed}
            error={fault || undefined}
            disabled={!person.may.edit}
            onChange={(event) => setTyped(event.currentTarget.value)}
            maxLength={254}
          />
        </Private>
        {!person.may.edit && known === '' && <p>{t('invitation.noRight')}</p>}
        <p style={{ marginBlockStart: 12 }}>{t('invitation.what')}</p>
      </ConfirmDialog>
    </>
  );
}

function Withdraw({ personId }: { personId: string }) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const withdraw = useSend(withdrawInvitationContract, { refreshes: [personContract], onDone: dialog.hide });
  return (
    <>
      <Button onClick={dialog.show}>{t('invitation.withdraw')}</Button>
      <FormError error={dialog.open ? null : withdraw.error} />
      <ConfirmDialog
        {...dialog.props}
        title={t('invitation.withdraw')}
        confirm={t('invitation.withdraw')}
        busy={withdraw.busy}
        error={withdraw.error}
        onConfirm={() => void withdraw.send({ params: { personId } })}
      >
        {t('invitation.withdrawWhat')}
      </ConfirmDialog>
    </>
  );
}
