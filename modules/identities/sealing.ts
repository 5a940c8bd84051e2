import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Services } from '#kernel/module/services.ts';

type Installation = { readonly services: Pick<Services, 'secrets'> };

const keys = new Map<string, Buffer>();

/** A key of its own for every use, from the installation's secret (HKDF-SHA-256, RFC 5869). */
function keyFor({ services }: Installation, use: string): Buffer {
  const name = `${use}:${services.secrets.sessionKey}`;
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = Buffer.from(hkdfSync('sha256', services.secrets.sessionKey, '', `identities.${use}`, 32));
  keys.set(name, key);
  return key;
}

/** Keyed hash of a text, base64url, 256 bits: to be compared or looked up, never to be read again. */
export function macOf(at: Installation, use: string, text: string): string {
  return createHmac('sha256', keyFor(at, use)).update(text).digest('base64url');
}

/** Closes a text so that only this installation can read it, and notices any change (AES-256-GCM). */
export function seal(at: Installation, use: string, text: string): string {
  return sealWith(keyFor(at, use), text);
}

/** Reads what `seal` closed for the same use; null when it is not ours or was changed. */
export function unseal(at: Installation, use: string, sealed: string): string | null {
  return unsealWith(keyFor(at, use), sealed);
}

/** Closes a text under a secret that the reader must bring along, and the installation's own. */
export function sealUnder(at: Installation, secret: string, text: string): string {
  return sealWith(Buffer.from(hkdfSync('sha256', secret, keyFor(at, 'under'), 'under', 32)), text);
}

/** Reads what `sealUnder` closed; null with another secret. */
export function unsealUnder(at: Installation, secret: string, sealed: string): string | null {
  return unsealWith(Buffer.from(hkdfSync('sha256', secret, keyFor(at, 'under'), 'under', 32)), sealed);
}

/**
 * A state that travels through the client between two steps, readable by us only and for a short time.
 *
 * @param use  names the pair of steps: a state of one is nothing to another
 */
export function sealState(at: Installation & { now(): Date }, use: string, value: object, seconds: number): string {
  return seal(at, use, JSON.stringify({ value, until: at.now().getTime() + seconds * 1000 }));
}

/** The state as it was sealed; null when forged, of another use, or past its time. */
export function openState<V extends object>(at: Installation & { now(): Date }, use: string, sealed: string): V | null {
  const text = unseal(at, use, sealed);
  if (text === null) return null;
  const state = JSON.parse(text) as { value: V; until: number }; // written by sealState for the same use
  return state.until > at.now().getTime() ? state.value : null;
}

function sealWith(key: Buffer, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

function unsealWith(key: Buffer, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null; // not ours
  }
}
