import { useState } from 'react';
import { CallFailed, schoolOfPage } from '#kernel/web/call.ts';
import { line } from '#kernel/web/line.ts';

/** Prints cards of a class: sends the wish, saves the PDF. A print makes new codes, so a second press while it runs does nothing. */
export function usePrintCards(groupId: string) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const print = async (personIds?: readonly string[]): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setError(null);
    try {
      save(await fetchCards(groupId, personIds));
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { print, busy, error };
}

async function fetchCards(groupId: string, personIds?: readonly string[]): Promise<Blob> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(personIds === undefined ? {} : { personIds }),
  } as const;
  // a print makes new codes: after a lost line it does not go out again by itself
  const response = await line
    .fetch(`/api/${schoolOfPage()}/cards/classes/${groupId}/print`, init, { repeatable: false, wish: true })
    .catch(() => {
      throw new CallFailed(0, 'kernel.offline', {}, '');
    });
  if (response.ok) return response.blob();
  // the kernel's error shape; something between us and the server may answer with anything
  const problem = (await response.json().catch(() => null)) as { code?: string; data?: Record<string, unknown>; message?: string } | null;
  throw new CallFailed(response.status, problem?.code ?? 'kernel.unavailable', problem?.data ?? {}, problem?.message ?? '');
}

function save(pdf: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(pdf);
  link.download = 'bildkarten.pdf';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
