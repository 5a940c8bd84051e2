import type { FastifyReply, FastifyRequest } from 'fastify';
import { accessSeconds, readAccess, signAccess } from '#kernel/access/session-token.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Platform } from './platform.ts';
import { renewTogether } from './renew-together.ts';

export const accessCookie = 'schulhof_access';
export const deviceCookie = 'schulhof_device';
/** A device token lives so long after its last use. */
export const deviceSeconds = 30 * 24 * 60 * 60;

export interface Identified {
  identityId: string;
  deviceId: string;
}

/**
 * Who is signed in, by a fresh access token alone; nothing is renewed. For what cannot set cookies: a token renewed there would be lost,
 * and the browser's next request would look like that of a copy.
 */
export function identifyBriefly(platform: Pick<Platform, 'clock' | 'services'>, request: FastifyRequest): Identified | null {
  const shown = request.cookies[accessCookie];
  return shown === undefined ? null : readAccess(shown, platform.services.secrets.sessionKey, platform.clock.now(null));
}

/**
 * Who is signed in on the device that asks. A fresh access token is believed without any look-up; an old one is
 * replaced in the same request by showing the device token, which is traded for its successor.
 */
export async function identify(platform: Platform, request: FastifyRequest, reply: FastifyReply): Promise<Identified | null> {
  const access = identifyBriefly(platform, request);
  if (access !== null) return access;
  const token = request.cookies[deviceCookie];
  if (token === undefined) return null;
  const renewed = await renewTogether(platform, token);
  if (renewed === null) {
    clearSession(request, reply);
    return null;
  }
  startSession(platform, request, reply, renewed);
  return renewed;
}

/** Sets the cookies of a session: a signed access token, and the next device token if there is one. */
export function startSession(
  platform: Pick<Platform, 'clock' | 'services'>,
  request: FastifyRequest,
  reply: FastifyReply,
  session: Identified & { token: string | null; lasting: boolean },
): void {
  const now = platform.clock.now(null);
  const expires = Math.floor(now.getTime() / 1000) + accessSeconds;
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) } as const;
  // without maxAge the browser drops the cookie when it closes: for devices that are shared
  const lasting = session.lasting ? { maxAge: deviceSeconds } : {};
  reply.setCookie(accessCookie, signAccess({ ...session, expires }, platform.services.secrets.sessionKey), { ...options, ...lasting });
  if (session.token !== null) reply.setCookie(deviceCookie, session.token, { ...options, ...lasting });
}

/** Takes the session's cookies away. */
export function clearSession(_request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(accessCookie, { path: '/' });
  reply.clearCookie(deviceCookie, { path: '/' });
}

/** Whether the browser's line is TLS, also behind a proxy on this machine. */
export function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}

/**
 * Refuses writes that another site's page could have sent: cookies alone are no proof of will.
 *
 * @throws `kernel.wrong_origin` (403)
 */
export function requireOwnOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw kernelRefusals.wrongOrigin();
  }
  const origin = request.headers.origin;
  if (origin !== undefined) {
    if (URL.canParse(origin) && new URL(origin).host === request.host) return;
    throw kernelRefusals.wrongOrigin();
  }
  // no browser sends neither with a write: a program without cookies may
  if (request.cookies[accessCookie] !== undefined || request.cookies[deviceCookie] !== undefined) throw kernelRefusals.wrongOrigin();
}
