import { createHash, randomBytes, randomInt } from 'node:crypto';

/** A random secret of 256 bits, base64url. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a secret, hex. Enough because the secret is random and long (see docs/decisions). */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A code for people to type, without letters that look alike: three groups of four, 59 bits. */
export function newCode(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}

/** A code as people type it (lower case, spaces, no dashes) in the form in which it was made. */
export function readCode(typed: string): string {
  const plain = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return plain.replace(/^(.{4})(.{4})(.{4})$/, '$1-$2-$3');
}
