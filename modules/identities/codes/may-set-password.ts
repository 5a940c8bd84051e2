import type { PlatformDb } from '#kernel/db/db.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { mayOpen, tiesOf } from '../accounts/elsewhere.ts';
import { isOpenDevice } from '../devices/open-device.ts';
import type { Opener } from './find.ts';

/**
 * Whether these codes or links may set a new password for their one identity. A link from the confirmed mailbox may; somebody signed in as
 * that identity may; schools may as far as `mayOpen` says.
 *
 * @param openers  at least one; all of the same identity, otherwise false
 */
export async function maySetPassword(ctx: PlatformCtx, db: PlatformDb, openers: readonly Opener[]): Promise<boolean> {
  const [first] = openers;
  if (first === undefined || openers.some(({ identityId }) => identityId !== first.identityId)) return false;
  if (openers.some(({ kind }) => kind === 'link')) return true;
  if (await isSignedIn(ctx, db, first.identityId)) return true;
  return mayOpen(
    await tiesOf(db, first.identityId),
    openers.flatMap(({ schoolId }) => schoolId ?? []),
  );
}

/** Whether this browser is signed in as this identity, on a device that is still open. */
export async function isSignedIn(ctx: PlatformCtx, db: PlatformDb, identityId: string): Promise<boolean> {
  return ctx.identity?.identityId === identityId && (await isOpenDevice(db, ctx.identity, ctx.now()));
}
