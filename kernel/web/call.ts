import { addressOf } from '#kernel/contract/address-of.ts';
import type { Answer, Contract, Input } from '#kernel/contract/contract.ts';
import { line } from './line.ts';

/** A "no" or a failure from the server, or from the line. `code` is `module.reason`; `offline` means no answer came. */
export class CallFailed extends Error {
  readonly status: number;
  readonly code: string;
  readonly data: Record<string, unknown>;
  constructor(status: number, code: string, data: Record<string, unknown>, message: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.data = data;
  }
  get offline(): boolean {
    return this.code === 'kernel.offline';
  }
}

interface Options {
  /** Repeat of the same wish (double click, lost answer): the server answers the same again. A random UUID per wish. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** The school's slug; by default that of the page's address. */
  school?: string;
}

/** The school's slug in the page's address, `/goethe/heute` → `goethe`. */
export function schoolOfPage(path = location.pathname): string {
  return path.split('/')[1] ?? '';
}

/**
 * Asks the server what a contract says; the answer has the contract's type. Where the server has no room the answer comes when it has (line.ts):
 * nobody needs to try again, and a write goes out with the same key.
 *
 * @throws CallFailed with the refusal's code and data, with `kernel.offline` when no answer came
 */
export async function call<C extends Contract>(contract: C, input: Input<C>, options: Options = {}): Promise<Answer<C>> {
  // Input<C> is a mapped type over three optional parts; here only their presence matters
  const parts = input as { params?: object; query?: object; body?: object };
  // refusals come as sentences in this language
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': document.documentElement.lang || 'de' };
  const init: RequestInit = { method: contract.method, headers, credentials: 'same-origin' };
  if (contract.method !== 'GET') {
    headers['content-type'] = 'application/json';
    headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID();
    init.body = JSON.stringify(parts.body ?? {});
  }
  if (options.signal) init.signal = options.signal;
  const address = addressOf(contract, parts, options.school ?? schoolOfPage());
  const response = await line.fetch(address, init, { repeatable: true, wish: contract.method !== 'GET' }).catch(() => {
    throw new CallFailed(0, 'kernel.offline', {}, '');
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer<C>; // checked against the contract by the server's serialiser
  const problem = answer as { code?: string; data?: Record<string, unknown>; message?: string } | null; // the kernel's error shape
  throw new CallFailed(response.status, problem?.code ?? 'kernel.unavailable', problem?.data ?? {}, problem?.message ?? '');
}
