import { useState } from 'react';
import { CallFailed, schoolOfPage } from '#kernel/web/call.ts';
import { line } from '#kernel/web/line.ts';

interface Wish {
  groupId?: string;
  /** Instead of the group's pupils: their guardians. */
  guardians?: boolean;
  personIds?: string[];
  onlyNew?: boolean;
}

/** Prints letters of access: sends the wish, saves the PDF. A print makes new codes, so a second press while it runs does nothing. */
export function useLetters() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const print = async (wish: Wish): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setError(null);
    try {
      save(await fetchLetters(wish));
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

async function fetchLetters(wish: Wish): Promise<Blob> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(wish),
  } as const;
  // a print makes new codes: after a lost line it does not go out again by itself
  const response = await line.fetch(`/api/${schoolOfPage()}/people/letters`, init, { repeatable: false, wish: true }).catch(() => {
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
  link.download = 'briefe.pdf';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
