import type { Answer, Body, Contract } from '#kernel/contract/contract.ts';
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

/**
 * Asks a route above the schools. Contracts are named by their type only: TypeBox stays out of these pages.
 *
 * @param path  as in the contract; a query may follow
 * @throws CallRefused
 */
export async function ask<C extends Contract>(path: string, body?: Body<C>): Promise<Answer<C>> {
  const headers = { accept: 'application/json', 'accept-language': language() };
  const init: RequestInit =
    body === undefined
      ? { headers }
      : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/api${path}`, init).catch(() => {
    throw new CallRefused('kernel.offline', {}, '');
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer<C>; // checked against the contract by the server's serialiser
  const problem = answer as { code?: string; data?: Record<string, unknown>; message?: string } | null; // the kernel's error shape
  throw new CallRefused(problem?.code ?? 'kernel.unavailable', problem?.data ?? {}, problem?.message ?? '');
}
