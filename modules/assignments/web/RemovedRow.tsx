import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Static } from 'typebox';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { assignmentContract, restoreContract, type SetWork, setListContract } from '../set/contract.ts';
import { TargetName } from './TargetName.tsx';

type Work = Static<typeof SetWork>;

/** Bringing back work that was taken away, with what to say about it above the list: the row itself goes. */
export function useRestoration(): { restore: (work: Work) => void; busy: boolean; note: ReactNode } {
  const t = useTexts('assignments');
  const { send, busy, error } = useSend(restoreContract, { refreshes: [assignmentContract, setListContract] });
  const [back, setBack] = useState<string | null>(null);
  const restore = async (work: Work) => {
    if ((await send({ params: { assignmentId: work.id } })) !== undefined) setBack(nameOf(work, t('teacherList.untitled')));
  };
  return {
    restore: (work) => void restore(work),
    busy,
    note: (
      <>
        <p role="status">{back !== null && t('teacherList.restored', { title: back })}</p>
        <FormError error={error} />
      </>
    ),
  };
}

/** Work that was taken away: nothing to open, one thing to do. */
export function RemovedRow({ work, onRestore, busy }: { work: Work; onRestore: (work: Work) => void; busy: boolean }) {
  const t = useTexts('assignments');
  const title = nameOf(work, t('teacherList.untitled'));
  return (
    <DataRow
      icon="trash"
      title={title}
      sub={
        <>
          <TargetName target={work.target} full />
          {work.removedAt !== null && (
            <>
              {' · '}
              <RelativeTime at={work.removedAt} words={(when) => t('teacherList.removedAt', { when })} />
            </>
          )}
        </>
      }
      actions={
        <Button variant="default" disabled={busy} onClick={() => onRestore(work)} aria-label={t('teacherList.restoreOf', { title })}>
          {t('overview.restore')}
        </Button>
      }
    />
  );
}

function nameOf(work: Work, untitled: string): string {
  return work.title === '' ? untitled : work.title;
}
