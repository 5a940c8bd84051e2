import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signed access token says: who, on which device, until when. It needs no look-up to be believed. */
export interface Access {
  identityId: string;
  deviceId: string;
  /** Seconds since 1970. */
  expires: number;
}

/** How long an access token is believed before the device token must be shown again. */
export const accessSeconds = 15 * 60;

/** Signs an access token (HMAC-SHA-256, RFC 2104). */
export function signAccess(access: Access, key: string): string {
  const body = `${access.identityId}.${access.deviceId}.${access.expires}`;
  return `${body}.${mac(body, key)}`;
}

/** Reads an access token; null when forged, cut or past its time. */
export function readAccess(token: string, key: string, now: Date): Access | null {
  const access = readAnyAccess(token, key);
  return access !== null && access.expires * 1000 > now.getTime() ? access : null;
}

/** Reads an access token of ours, be it past its time: it then opens nothing, but tells that somebody was signed in on this device. */
export function readAnyAccess(token: string, key: string): Access | null {
  const parts = token.split('.');
  const [identityId, deviceId, expires, given] = parts;
  if (parts.length !== 4 || identityId === undefined || deviceId === undefined || expires === undefined || given === undefined) return null;
  const expected = Buffer.from(mac(`${identityId}.${deviceId}.${expires}`, key));
  const shown = Buffer.from(given);
  if (shown.length !== expected.length || !timingSafeEqual(shown, expected)) return null;
  return { identityId, deviceId, expires: Number(expires) };
}

function mac(body: string, key: string): string {
  return createHmac('sha256', `access:${key}`).update(body).digest('base64url');
}
