import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { call } from '#kernel/web/call.ts';
import { type LinkedEntry, openLinkContract } from '../link/contract.ts';

type Opened = Answer<typeof openLinkContract>;

export interface Linked {
  /** The link, or the folder below it that is shown; null until it is opened. */
  opened: Opened | null;
  items: readonly LinkedEntry[];
  more: (() => void) | null;
  error: unknown;
  busy: boolean;
  /** Tries a password. */
  enter: (password: string) => void;
  again: () => void;
  /** Asks anew and gives a pass that holds now; null when the link does not, or not without its password: then that is the `error`. */
  renew: () => Promise<string | null>;
}

/** Opens a link and walks through its folders; what its opening has given serves for the rest, so that it counts as opened once. */
export function useLinked(token: string, folderId: string): Linked {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [items, setItems] = useState<readonly LinkedEntry[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const pass = useRef<string | null>(null);
  const asked = useRef(0);

  const ask = useCallback(
    async (more: { password?: string; cursor?: string } = {}, isRenewal = false): Promise<string | null> => {
      asked.current += 1;
      const mine = asked.current;
      setBusy(true);
      try {
        const known = pass.current !== null && { pass: pass.current };
        const body = { token, ...(folderId !== '' && { folderId }), ...known, ...more };
        const answer = await call(openLinkContract, { body });
        if (mine !== asked.current) return null; // another folder was asked for meanwhile
        pass.current = answer.pass;
        // what is shown stays as it is when only a pass was wanted, further pages too
        setOpened((before) => (isRenewal && before !== null ? { ...before, pass: answer.pass } : answer));
        if (!isRenewal) setItems((before) => (more.cursor === undefined ? answer.items : [...before, ...answer.items]));
        setError(null);
        return answer.pass;
      } catch (fault) {
        if (mine === asked.current) setError(fault);
        return null;
      } finally {
        if (mine === asked.current) setBusy(false);
      }
    },
    [token, folderId],
  );
  useEffect(() => void ask(), [ask]);
  const next = opened?.next ?? null;
  return {
    opened,
    items,
    error,
    busy,
    more: next === null ? null : () => void ask({ cursor: next }),
    enter: (password) => void ask({ password }),
    again: () => void ask(),
    renew: () => ask({}, true),
  };
}
