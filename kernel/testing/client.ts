import type { LightMyRequestResponse } from 'fastify';
import { signAccess } from '#kernel/access/session-token.ts';
import { addressOf } from '#kernel/contract/address-of.ts';
import type { Answer, Contract, Input } from '#kernel/contract/contract.ts';
import { accessCookie } from '#kernel/http/session.ts';
import { provided } from './provided.ts';

/** A "no" as a test sees it. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly data: Record<string, unknown>;
  constructor(status: number, code: string, data: Record<string, unknown>, message: string) {
    super(`${status} ${code} ${JSON.stringify(data)} ${message}`);
    this.status = status;
    this.code = code;
    this.data = data;
  }
}

export interface CallOptions {
  idempotencyKey?: string;
  headers?: Record<string, string>;
}

/** A browser in a test: keeps cookies, calls contracts, shows the raw answer when asked. */
export interface TestClient {
  readonly cookies: Map<string, string>;
  call<C extends Contract>(contract: C, input: Input<C>, options?: CallOptions): Promise<Answer<C>>;
  /** The same, with the number of SQL statements it took. */
  counted<C extends Contract>(contract: C, input: Input<C>): Promise<{ answer: Answer<C>; statements: number }>;
  raw(request: {
    method: string;
    url: string;
    headers?: Record<string, string>;
    payload?: Buffer | string;
  }): Promise<LightMyRequestResponse>;
}

/** A client; `slug` is the school that school contracts go to. */
export function testClient(slug: string, cookies = new Map<string, string>()): TestClient {
  const raw: TestClient['raw'] = async ({ method, url, headers, payload }) => {
    const { app } = await provided();
    const response = await app.inject({
      method: method as 'GET', // any method; inject's type lists them
      url,
      headers: { 'sec-fetch-site': 'same-origin', ...headers, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const { name, value, maxAge, expires } of response.cookies) {
      if (maxAge === 0 || (expires !== undefined && expires.getTime() === 0) || value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const send = async (contract: Contract, input: object, options: CallOptions = {}) => {
    const { body } = input as { body?: unknown }; // Input<C> with any of its parts
    const response = await raw({
      method: contract.method,
      url: addressOf(contract, input, slug),
      headers: {
        ...(contract.method === 'GET' ? {} : { 'content-type': 'application/json' }),
        ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
        ...options.headers,
      },
      ...(contract.method === 'GET' ? {} : { payload: JSON.stringify(body ?? {}) }),
    });
    const answer = response.json<Record<string, unknown>>();
    // the kernel's error shape
    if (response.statusCode >= 400)
      throw new Refused(
        response.statusCode,
        String(answer['code']),
        (answer['data'] ?? {}) as Record<string, unknown>, // always an object
        String(answer['message']),
      );
    return { answer, statements: Number(response.headers['x-statements'] ?? Number.NaN) };
  };
  return {
    cookies,
    raw,
    // the server's serialiser has written what the contract says
    call: async (contract, input, options) => (await send(contract, input, options)).answer as never,
    counted: async (contract, input) => (await send(contract, input)) as never,
  };
}

/** Somebody without a session. */
export function anonymous(slug = ''): TestClient {
  return testClient(slug);
}

/** A client that is signed in, by a signed token as the server itself would give it. */
export async function signedIn(slug: string, who: { identityId: string; deviceId: string }): Promise<TestClient> {
  const { platform } = await provided();
  const expires = 4_000_000_000; // tests set their own clocks
  return testClient(slug, new Map([[accessCookie, signAccess({ ...who, expires }, platform.services.secrets.sessionKey)]]));
}
