import type { Answer, Body, Contract } from '#kernel/contract/contract.ts';
import { line } from '#kernel/web/line.ts';
import { language } from './language.ts';

/** A "no" from the server, with its sentence in the reader's language; `kernel.offline` when no answer came. */
export class CallRefused extends Error {
  readonly code: string;
  readonly data: Record<string, unknown>;
  constructor(code: string, data: Record<string, unknown>, message: string) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** The person no longer wants to wait; nothing needs to be said about it. */
export class Stopped extends Error {}

const wishes = new Set<AbortController>();

/** Ends all wishes that wait for room, each with `Stopped`. */
export function stopWaiting(): void {
  for (const wish of wishes) wish.abort(new Stopped());
}

/**
 * Asks a route above the schools. Waits for room as long as it takes, if the server has none (kernel/admission); what is to be seen meanwhile
 * is made by in-line.ts. Contracts are named by their type only: TypeBox stays out of these pages.
 *
 * @param path  as in the contract; a query may follow
 * @throws CallRefused, Stopped
 */
export async function ask<C extends Contract>(path: string, body?: Body<C>): Promise<Answer<C>> {
  const headers = { accept: 'application/json', 'accept-language': language() };
  const init: RequestInit =
    body === undefined
      ? { headers }
      : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const wish = new AbortController();
  if (body !== undefined) wishes.add(wish);
  const options = { repeatable: true, wish: body !== undefined };
  const response = await line
    .fetch(`/api${path}`, { ...init, signal: wish.signal }, options)
    .catch(() => {
      throw wish.signal.aborted ? wish.signal.reason : new CallRefused('kernel.offline', {}, '');
    })
    .finally(() => wishes.delete(wish));
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer<C>; // checked against the contract by the server's serialiser
  const problem = answer as { code?: string; data?: Record<string, unknown>; message?: string } | null; // the kernel's error shape
  throw new CallRefused(problem?.code ?? 'kernel.unavailable', problem?.data ?? {}, problem?.message ?? '');
}
