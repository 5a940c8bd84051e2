import { newToken } from '#kernel/ids/token.ts';

/** Characters of a secret (kernel/ids/token.ts): 256 bits, base64url. */
const secretLength = 43;

/** A secret and the token around it, which says at which school it is looked for. */
export function makeToken(slug: string): { secret: string; token: string } {
  const secret = newToken();
  return { secret, token: `${slug}-${secret}` };
}

/** A token in its parts; of nonsense come parts that open nothing. */
export function readToken(token: string): { slug: string; secret: string } {
  return { slug: token.slice(0, Math.max(0, token.length - secretLength - 1)), secret: token.slice(-secretLength) };
}
