import { useState } from 'react';
import { useSend } from '#kernel/web/send.ts';
import { freeDaysContract, removeFreeDaysContract, restoreFreeDaysContract } from '../../free-days/contract.ts';

interface Named {
  id: string;
  name: string;
}

/** Taking free days away without asking first: it can be undone at once, and later from the list of what was removed. */
export function useRemoval() {
  const removal = useSend(removeFreeDaysContract, { refreshes: [freeDaysContract] });
  const restoration = useSend(restoreFreeDaysContract, { refreshes: [freeDaysContract] });
  const [removed, setRemoved] = useState<Named | null>(null);
  const [restored, setRestored] = useState<Named | null>(null);
  const remove = async (span: Named) => {
    setRestored(null);
    if ((await removal.send({ params: { freeSpanId: span.id } })) !== undefined) setRemoved(span);
  };
  const restore = async (span: Named) => {
    if ((await restoration.send({ params: { freeSpanId: span.id } })) === undefined) return;
    setRemoved(null);
    setRestored(span);
  };
  return {
    removed,
    restored,
    busy: removal.busy || restoration.busy,
    error: removal.error ?? restoration.error,
    remove: (span: Named) => void remove(span),
    restore: (span: Named) => void restore(span),
    undo: () => removed !== null && void restore(removed),
  };
}
