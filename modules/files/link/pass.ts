import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an opened link hands out: it opens the files behind it for a while, without the token standing in addresses. `slug` is the school's. */
export interface Pass {
  slug: string;
  linkId: string;
}

/** How long a pass is believed; whether the link still holds is asked every time all the same. */
const passSeconds = 3600;

/** Signs a pass (HMAC-SHA-256, RFC 2104). */
export function signPass({ slug, linkId }: Pass, key: string, now: Date): string {
  const body = `${slug}.${linkId}.${Math.floor(now.getTime() / 1000) + passSeconds}`;
  return `${body}.${mac(body, key)}`;
}

/** Reads a pass; null when forged, cut or past its time. */
export function readPass(text: string, key: string, now: Date): Pass | null {
  const [slug = '', linkId = '', expires = '', given = '', ...more] = text.split('.');
  const expected = Buffer.from(mac(`${slug}.${linkId}.${expires}`, key));
  const shown = Buffer.from(given);
  if (more.length > 0 || shown.length !== expected.length || !timingSafeEqual(shown, expected)) return null;
  return Number(expires) * 1000 > now.getTime() ? { slug, linkId } : null;
}

function mac(body: string, key: string): string {
  return createHmac('sha256', `files.link:${key}`).update(body).digest('base64url');
}
