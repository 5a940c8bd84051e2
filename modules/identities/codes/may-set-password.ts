import type { PlatformDb } from '#kernel/db/db.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { mayOpen, tiesOf } from '../accounts/elsewhere.ts';
import { isOpenDevice } from '../devices/open-device.ts';
import type { Opener } from './find.ts';
import { opensWithoutMailbox } from './lost-mailbox.ts';

/**
 * From when on these codes or links may set a new password for their one identity. A link from the confirmed mailbox may at once; somebody signed
 * in as that identity as well; schools as far as `mayOpen` says, and where the mailbox is lost after some days.
 *
 * @param openers  at least one; all of the same identity, otherwise null
 * @returns an instant, past or to come; null: never without the owner
 */
export async function maySetPasswordFrom(ctx: PlatformCtx, db: PlatformDb, openers: readonly Opener[]): Promise<Date | null> {
  const [first] = openers;
  if (first === undefined || openers.some(({ identityId }) => identityId !== first.identityId)) return null;
  if (openers.some(({ kind }) => kind === 'link')) return ctx.now();
  if (await isSignedIn(ctx, db, first.identityId)) return ctx.now();
  const ties = await tiesOf(db, first.identityId);
  const schoolIds = openers.flatMap(({ schoolId }) => schoolId ?? []);
  return mayOpen(ties, schoolIds) ? ctx.now() : opensWithoutMailbox(db, ties, first.identityId, openers);
}

/** Whether this browser is signed in as this identity, on a device that is still open. */
export async function isSignedIn(ctx: PlatformCtx, db: PlatformDb, identityId: string): Promise<boolean> {
  return ctx.identity?.identityId === identityId && (await isOpenDevice(db, ctx.identity, ctx.now()));
}
