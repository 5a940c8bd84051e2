import { type LookupAddress, lookup } from 'node:dns';
import { request as plainRequest, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPublicAddress } from './public-address.ts';

/** Why a call to the outside was not made or not read. */
export type OutsideReason = 'not_https' | 'private_address' | 'too_large' | 'too_slow' | 'unreachable';

export class OutsideFault extends Error {
  readonly reason: OutsideReason;
  constructor(reason: OutsideReason, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

const limitMilliseconds = 6_000;
const limitBytes = 256 * 1024;

interface Wish {
  method: string;
  headers?: Record<string, string>;
  body?: string | URLSearchParams | undefined;
}

/**
 * Fetches from an address that a school's admin has typed in, so that nobody reads our inner network with it (OWASP, SSRF): TLS only, the
 * address looked up once and that one connected to, no inner networks, no redirects followed, at most 6 s and 256 kB.
 *
 * @param innerAllowed  the operator has allowed inner networks; then also http to this machine itself
 * @throws OutsideFault
 */
export function guardedFetch(address: string, wish: Wish, innerAllowed: boolean): Promise<Response> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const ownMachine = innerAllowed && (host === 'localhost' || isLoopback(host));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && ownMachine)) return Promise.reject(new OutsideFault('not_https'));
  // an address written as numbers is connected to without any look-up
  if (isIP(host) !== 0 && !innerAllowed && !isPublicAddress(host)) return Promise.reject(new OutsideFault('private_address'));
  return new Promise((resolve, reject) => {
    const body = wish.body?.toString();
    const options: RequestOptions = {
      method: wish.method,
      headers: {
        ...wish.headers,
        'accept-encoding': 'identity',
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      },
      lookup: lookupGuarded(innerAllowed),
      agent: false,
    };
    const fail = (fault: unknown) => {
      clearTimeout(timer);
      reject(fault instanceof OutsideFault ? fault : new OutsideFault('unreachable', fault));
      sent.destroy();
    };
    const timer = setTimeout(() => fail(new OutsideFault('too_slow')), limitMilliseconds);
    const sent = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, options, (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > limitBytes) fail(new OutsideFault('too_large'));
        else chunks.push(chunk);
      });
      answer.on('error', fail);
      answer.on('end', () => {
        clearTimeout(timer);
        resolve(readAnswer(answer.statusCode ?? 500, answer.headers, Buffer.concat(chunks)));
      });
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

function readAnswer(status: number, given: Record<string, string | string[] | undefined>, body: Buffer): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) headers.set(name, String(value));
  const empty = status === 204 || status === 304 || status < 200;
  return new Response(empty ? null : new Uint8Array(body), { status: Math.max(200, status), headers });
}

/** Looks a name up and lets only addresses through that may be called: what was checked is what is connected to (no second look-up). */
function lookupGuarded(innerAllowed: boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) return done(error, '', 0);
      const allowed = innerAllowed ? found : found.filter(({ address }) => isPublicAddress(address));
      // one inner address among public ones is no accident
      const [first] = allowed;
      if (first === undefined || allowed.length < found.length) return done(new OutsideFault('private_address'), '', 0);
      return options.all ? done(null, allowed) : done(null, first.address, first.family);
    });
  };
}
