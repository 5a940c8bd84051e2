import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect } from 'react';
import type { Answer, Contract } from '#kernel/contract/contract.ts';
import { shellContract } from '#kernel/module/shell-contract.ts';
import { keyOf } from './ask.ts';
import { call } from './call.ts';

export type ShellAnswer = Answer<typeof shellContract>;

/** Everything around the page; given by the layout once the server has answered. */
export const ShellContext = createContext<ShellAnswer | null>(null);

/** School, person, menu, rights of this page. Only below the layout. */
export function useShell(): ShellAnswer {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error('no shell: this component stands outside the layout');
  return shell;
}

/** The same where there may be none yet. */
export function useShellIfThere(): ShellAnswer | null {
  return useContext(ShellContext);
}

/** Whether the caller has a right; for showing what is possible. The server decides. */
export function useMay(permission: string): boolean {
  return useShell().permissions.includes(permission);
}

/** The layout's own ask; it finds the cache filled by `loadShell`. */
export function useShellAsk() {
  return useQuery<ShellAnswer>({
    queryKey: keyOf(shellContract, {}),
    queryFn: ({ signal }) => call(shellContract, {}, { signal }),
    staleTime: 60_000,
  });
}

/**
 * Fills the cache with the shell before the first page: by `GET /shell`, or by the answer of a page that brings it along
 * (`{ shell, … }`), which is then cached for that page too. Does nothing when the shell is known.
 */
export async function loadShell(client: QueryClient, bringsShell: Contract | undefined): Promise<void> {
  await fillCache(client, bringsShell);
  // before any page is drawn, so that no draft is ever written to the lasting store of a shared device
  const shell = client.getQueryData<ShellAnswer>(keyOf(shellContract, {}));
  if (shell?.sharedDevice) document.documentElement.dataset['sharedDevice'] = '';
  else delete document.documentElement.dataset['sharedDevice'];
}

async function fillCache(client: QueryClient, bringsShell: Contract | undefined): Promise<void> {
  const place = keyOf(shellContract, {});
  if (client.getQueryData(place) !== undefined) return;
  if (bringsShell === undefined) {
    await client.fetchQuery({ queryKey: place, queryFn: ({ signal }) => call(shellContract, {}, { signal }) });
    return;
  }
  // `bringsShell` promises a field `shell` in its answer (pages.ts)
  const answer = (await client.fetchQuery({
    queryKey: keyOf(bringsShell, {}),
    queryFn: ({ signal }) => call(bringsShell, {}, { signal }),
  })) as { shell: ShellAnswer };
  client.setQueryData(place, answer.shell);
}

let underWay: Promise<void> | null = null;

/**
 * For what talks to the server by ways of its own (uploads) and was told that there is no room: stands in line by a small question, and resolves
 * when this device is in, or when it cannot be said. However often it is asked for, one question is under way.
 */
export function standInLine(): Promise<void> {
  underWay ??= call(shellContract, {})
    .then(
      () => undefined,
      () => undefined,
    )
    .finally(() => {
      underWay = null;
    });
  return underWay;
}

/** For a page whose answer brings the shell along: the menu with its counts is kept as fresh as the page. */
export function useFreshShell(shell: ShellAnswer | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (shell !== undefined) client.setQueryData(keyOf(shellContract, {}), shell);
  }, [client, shell]);
}
