import type { IncomingMessage } from 'node:http';
import { readAnyAccess } from '#kernel/access/session-token.ts';
import { accessCookie, deviceCookie, deviceSeconds } from '#kernel/http/session.ts';
import { type Pass, type Place, readPass, readPlace } from './place.ts';

export const placeCookie = 'schulhof_place';
export const passCookie = 'schulhof_pass';

/** Who was at work so long ago still is, though the access token must be renewed: nobody falls out of a lesson into a line. */
const workedSeconds = 15 * 60;

/** What somebody brings to the door; nothing of it needs a look-up. */
export interface Arrival {
  path: string;
  /** working: signed in, and at work within the last half hour · returning: signed in on this device before · new: everybody else. */
  kind: 'working' | 'returning' | 'new';
  place: Place | null;
  pass: Pass | null;
  /** The browser opens a page, rather than a program of ours asking for something. */
  opensPage: boolean;
}

/**
 * Reads who comes from a request's own words.
 *
 * @param now  seconds since 1970
 */
export function readArrival(request: Pick<IncomingMessage, 'url' | 'method' | 'headers'>, key: string, now: number): Arrival {
  const path = pathOf(request);
  return {
    path,
    kind: kindOf(request, key, now),
    place: readPlace(cookieOf(request, placeCookie), key, now),
    pass: readPass(cookieOf(request, passCookie), key, now),
    opensPage: request.method === 'GET' && (request.headers.accept ?? '').includes('text/html'),
  };
}

/** The address without its question. */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const cut = url.indexOf('?');
  return cut === -1 ? url : url.slice(0, cut);
}

function kindOf(request: Pick<IncomingMessage, 'headers'>, key: string, now: number): Arrival['kind'] {
  const shown = cookieOf(request, accessCookie);
  const access = shown === undefined ? null : readAnyAccess(shown, key);
  if (access === null) return 'new';
  if (access.expires > now - workedSeconds) return 'working';
  return cookieOf(request, deviceCookie) !== undefined && access.expires > now - deviceSeconds ? 'returning' : 'new';
}

const patterns = Object.fromEntries(
  [accessCookie, deviceCookie, placeCookie, passCookie].map((name) => [name, new RegExp(`(?:^|; ?)${name}=([^; ]+)`)]),
);

/** One of our own cookies, as it stands: they hold nothing that would have to be written otherwise. */
function cookieOf({ headers }: Pick<IncomingMessage, 'headers'>, name: string): string | undefined {
  return patterns[name]?.exec(headers.cookie ?? '')?.[1];
}

/**
 * Quick to see, for every call of people at work: whether this may be a device that comes back. While nobody waits, an access token is taken at its word; its
 * signature is looked at later, and whoever lies has no more of it than the wait they did not have.
 *
 * @param now  seconds since 1970; null looks at every signature
 */
export function mayReturn({ headers: { cookie } }: Pick<IncomingMessage, 'headers'>, now: number | null): boolean {
  if (!cookie?.includes(`${deviceCookie}=`)) return false;
  return now === null || Number(expiry.exec(cookie)?.[1] ?? 0) <= now - workedSeconds;
}

const expiry = new RegExp(`${accessCookie}=[^;.]*\\.[^;.]*\\.(\\d+)`);

/** Whether a place is shown, be it a good one. */
export function holdsPlace({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers.cookie?.includes(`${placeCookie}=`) ?? false;
}

/** The address somebody comes from, as the proxy on this machine tells it. */
export function addressOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string {
  const direct = socket.remoteAddress ?? '';
  const told = headers['x-forwarded-for'];
  if (!isLoopback(direct) || told === undefined) return direct;
  return String(told).split(',').at(-1)?.trim() ?? direct;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}
