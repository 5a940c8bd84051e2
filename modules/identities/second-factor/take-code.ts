import type { Db, PlatformDb } from '#kernel/db/db.ts';
import type { Services } from '#kernel/module/services.ts';
import { begin, end } from '../sign-in/begun.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { takeTotp } from './totp.ts';

type At = { readonly services: Pick<Services, 'secrets'>; now(): Date };

/** Six digits are few: fewer tries are free than with passwords. */
const freeTries = 5;

/**
 * Whether a code of the app, or a recovery code, is right. To be run in two transactions, so that a wrong try is remembered:
 * `noteTry` commits before `takeCode` looks.
 *
 * @returns the id of the try
 * @throws `identities.wait` (429)
 */
export function noteTry(db: Db | PlatformDb, identityId: string, now: Date): Promise<string> {
  return begin(db, { kind: 'totp', subject: identityId, now, free: freeTries });
}

/** Takes the code; a right one no longer counts as a try. */
export async function takeCode(at: At, db: Db | PlatformDb, identityId: string, tryId: string, code: string): Promise<boolean> {
  const right = (await takeTotp(at, db, identityId, code, at.now())) || (await takeRecoveryCode(at, db, identityId, code));
  if (right) await end(db, tryId);
  return right;
}
