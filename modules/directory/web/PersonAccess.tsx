import { Button } from '@mantine/core';
import { Private, usePrivateText } from '#kernel/ui/Beamer.tsx';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { longDate } from '#kernel/ui/say-when.ts';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useSend } from '#kernel/web/send.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { lockPersonsContract, unlockPersonsContract } from '#modules/people/web/public.tsx';
import { issueCodesContract, listPeopleContract, personContract } from '../contract.ts';
import type { PersonAnswer } from './answers.ts';
import { DropFactor } from './DropFactor.tsx';
import { InviteGuardian } from './InviteGuardian.tsx';
import { useLetters } from './letters.ts';

/** The sign-in of a person: name, whether they have ever come in, a new code, the letter, a lost second factor, lock. */
export function PersonAccess({ person }: { person: PersonAnswer }) {
  const t = useTexts('directory');
  const letters = useLetters();
  const codeDialog = useDialog();
  const codes = useSend(issueCodesContract, { refreshes: [personContract], onDone: codeDialog.hide });
  const code = codes.answer?.items[0];
  const { access } = person;
  if (access === null) return null;
  return (
    <Section title={t('access.title')}>
      <p style={{ marginBlockEnd: 12 }}>
        {access.handle !== null && (
          <>
            {t('access.handle')}{' '}
            <strong className="num">
              <Private>{access.handle}</Private>
            </strong>{' '}
          </>
        )}
        <Tag kind={access.state === 'ready' ? 'done' : 'plain'}>{t(`access.${access.state}`)}</Tag>
      </p>
      {code !== undefined && (
        <div role="status">
          <p>
            {t('access.code')}{' '}
            <strong className="num" style={{ fontSize: 26, letterSpacing: 1 }}>
              <Private>{code.code}</Private>
            </strong>
          </p>
          <p className="quiet">{t('access.codeOnce', { until: longDate(code.lastDay, currentLanguage(), true) })}</p>
        </div>
      )}
      {person.status === 'active' && <InviteGuardian key={person.details?.email ?? ''} person={person} />}
      {person.status === 'active' && (
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <Button leftSection={<Icon name="key" />} onClick={codeDialog.show}>
            {t('access.newCode')}
          </Button>
          <Button leftSection={<Icon name="print" />} loading={letters.busy} onClick={() => void letters.print({ personIds: [person.id] })}>
            {t('letters.printOne')}
          </Button>
          {access.hasSecondFactor && <DropFactor personId={person.id} name={person.name} />}
          {person.may.edit && <Lock personId={person.id} name={person.name} />}
        </div>
      )}
      {person.status === 'suspended' && person.may.edit && <Unlock personId={person.id} />}
      <FormError error={letters.error} />
      <ConfirmDialog
        {...codeDialog.props}
        title={t('access.newCode')}
        confirm={t('access.newCode')}
        kind="main"
        busy={codes.busy}
        error={codes.error}
        onConfirm={() => void codes.send({ body: { personIds: [person.id] } })}
      >
        {t(access.state === 'ready' ? 'access.newCodeReady' : 'access.newCodeWhat')}
      </ConfirmDialog>
    </Section>
  );
}

function Lock({ personId, name }: { personId: string; name: string }) {
  const t = useTexts('directory');
  const privately = usePrivateText();
  const dialog = useDialog();
  const lock = useSend(lockPersonsContract, { refreshes: [personContract, listPeopleContract], onDone: dialog.hide });
  return (
    <>
      <Button leftSection={<Icon name="lock" />} onClick={dialog.show}>
        {t('people.lock')}
      </Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('person.lockOne', { name: privately(name) })}
        confirm={t('people.lock')}
        busy={lock.busy}
        error={lock.error}
        onConfirm={() => void lock.send({ body: { personIds: [personId] } })}
      >
        {t('people.lockWhat')}
      </ConfirmDialog>
    </>
  );
}

function Unlock({ personId }: { personId: string }) {
  const t = useTexts('directory');
  const unlock = useSend(unlockPersonsContract, { refreshes: [personContract, listPeopleContract] });
  return (
    <>
      <Button loading={unlock.busy} onClick={() => void unlock.send({ body: { personIds: [personId] } })}>
        {t('people.unlock')}
      </Button>
      <FormError error={unlock.error} />
    </>
  );
}
