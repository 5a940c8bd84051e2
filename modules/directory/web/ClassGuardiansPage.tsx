import { Button } from '@mantine/core';
import type { Answer } from '#kernel/contract/contract.ts';
import { Private } from '#kernel/ui/Beamer.tsx';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { groupContract } from '../contract.ts';
import { classGuardiansContract, inviteGuardiansContract } from '../invitations/contract.ts';
import { PrintLetters } from './GroupActions.tsx';
import { useInvitationWords } from './invitation-words.ts';
import { dotted } from './words.ts';

type Line = Answer<typeof classGuardiansContract>['items'][number];

/** The guardians of a class: who is invited, who has been signed in; letters and mails for all of them. */
export default function ClassGuardiansPage() {
  const t = useTexts('directory');
  const groupId = usePathPart('groupId');
  const group = useAsk(groupContract, { params: { groupId } });
  const list = usePages(classGuardiansContract, { params: { groupId } });
  const name = group.data?.name ?? '';
  return (
    <Page
      title={t('invitation.class.title', { name })}
      sub={t('invitation.class.sub')}
      back={{ to: 'briefe?wer=guardians', title: t('letters.title') }}
      actions={
        list.rows.length > 0 && (
          <>
            <InviteAll groupId={groupId} name={name} />
            <PrintLetters groupId={groupId} name={t('invitation.class.title', { name })} guardians />
          </>
        )
      }
    >
      <DataList
        label={t('invitation.class.title', { name })}
        list={list}
        idOf={({ personId }) => personId}
        empty={
          <EmptyState icon="children" title={t('invitation.class.none')}>
            {t('invitation.class.noneDo')}
          </EmptyState>
        }
      >
        {(guardian) => <Guardian {...guardian} />}
      </DataList>
    </Page>
  );
}

function Guardian({ personId, name, children, email, access, invitation }: Line) {
  const t = useTexts('directory');
  const words = useInvitationWords();
  return (
    <DataRow
      to={`personen/${personId}`}
      title={<Person name={name} />}
      sub={<Private>{dotted([children.join(', '), email ?? t('invitation.class.noAddress')])}</Private>}
      fact={
        access === 'ready' || invitation === null ? (
          <Tag kind={access === 'ready' ? 'done' : 'plain'}>{t(`access.${access}`)}</Tag>
        ) : (
          <Tag kind={invitation.state === 'refused' ? 'wrong' : 'plain'}>{words.state(invitation)}</Tag>
        )
      }
    />
  );
}

function InviteAll({ groupId, name }: { groupId: string; name: string }) {
  const t = useTexts('directory');
  const words = useInvitationWords();
  const dialog = useDialog();
  const invite = useSend(inviteGuardiansContract, { refreshes: [classGuardiansContract], onDone: dialog.hide });
  return (
    <>
      {invite.answer !== undefined && <span role="status">{words.result(invite.answer)}</span>}
      <Button variant="filled" leftSection={<Icon name="mail" />} onClick={dialog.show}>
        {t('invitation.class.all')}
      </Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('invitation.class.allOf', { name })}
        confirm={t('invitation.class.all')}
        kind="main"
        busy={invite.busy}
        error={invite.error}
        onConfirm={() => void invite.send({ body: { groupId } })}
      >
        {t('invitation.class.allWhat')}
      </ConfirmDialog>
    </>
  );
}
