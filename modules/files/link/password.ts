import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP, "Password Storage Cheat Sheet": N = 2^15, r = 8, p = 3; 32 MB and about a tenth of a second each. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 } as const;
const keyBytes = 32;
/** At once in this process: guessing takes no more than this of memory and of the threads that files are read by. */
const mostAtOnce = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** A password as it is stored: parameters, salt and key, each readable by later versions. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${cost.N}$${cost.r}$${cost.p}$${salt.toString('base64url')}$${(await keyOf(password, salt, cost)).toString('base64url')}`;
}

/** Whether a password fits. Without something stored it takes as long and fits never. */
export async function fitsPassword(password: string, stored: string | null): Promise<boolean> {
  const [, n, r, p, salt = '', key = ''] = (stored ?? '').split('$');
  const parameters = stored === null ? cost : { ...cost, N: Number(n), r: Number(r), p: Number(p) };
  const given = await keyOf(password, Buffer.from(salt, 'base64url'), parameters);
  const expected = Buffer.from(key, 'base64url');
  return expected.length === given.length && timingSafeEqual(given, expected);
}

async function keyOf(password: string, salt: Buffer, parameters: ScryptOptions): Promise<Buffer> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise((resolve, reject) =>
      scrypt(password.normalize('NFC'), salt, keyBytes, parameters, (fault, key) => (fault ? reject(fault) : resolve(key))),
    );
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
