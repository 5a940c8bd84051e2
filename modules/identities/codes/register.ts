import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { PlatformDb } from '#kernel/db/db.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { setPassword } from '../accounts/set-password.ts';
import { closeDevices } from '../devices/open-device.ts';
import { refusals } from '../refusals.ts';
import { openState, sealState } from '../sealing.ts';
import { enter } from '../sign-in/enter.ts';
import { checkRecord, registrationResponse, stretching } from '../sign-in/opaque.ts';
import type { registerFinishContract, registerStartContract } from './contract.ts';
import { findOpener, type Opener, spend } from './find.ts';
import { maySetPasswordFrom } from './may-set-password.ts';

interface RegisterState {
  identityId: string;
  openers: Opener[];
}

const stateSeconds = 300;

/**
 * Begins setting a password with what opens the sign-in. Nothing is spent yet.
 *
 * @throws `identities.code_invalid` (422)
 * @throws `identities.owner_must_confirm` (403) when the sign-in also belongs to another school or has a confirmed e-mail address
 *   whose owner may still object
 */
export async function startRegister(
  ctx: PlatformCtx,
  body: Body<typeof registerStartContract>,
): Promise<Answer<typeof registerStartContract>> {
  const openers = await ctx.read(async (db) => {
    const found: Opener[] = [];
    for (const code of new Set(body.codes)) found.push(await findOpener(ctx, db, code));
    await requireMay(ctx, db, found);
    return found;
  });
  const identityId = openers[0]?.identityId ?? '';
  const state: RegisterState = { identityId, openers: openers.map((opener) => ({ ...opener, name: null })) };
  return {
    registrationResponse: await registrationResponse(ctx, identityId, body.registrationRequest),
    sealed: sealState(ctx, 'register', state, stateSeconds),
    stretching,
  };
}

/**
 * Sets the password, spends the codes, signs out every other device and signs in here.
 *
 * @throws `identities.took_too_long` (410), `identities.code_invalid` (422) when spent meanwhile, `identities.owner_must_confirm` (403)
 */
export async function finishRegister(
  ctx: PlatformCtx,
  body: Body<typeof registerFinishContract>,
): Promise<Answer<typeof registerFinishContract>> {
  const state = openState<RegisterState>(ctx, 'register', body.sealed);
  if (state === null) throw refusals.tookTooLong();
  const { identityId, openers } = state;
  const record = checkRecord(body.registrationRecord);
  return enter(ctx, {
    identityId,
    schoolId: openers.find(({ schoolId }) => schoolId !== null)?.schoolId ?? null,
    kind: body.deviceKind,
    strong: false,
    before: async (db) => {
      await spend(db, openers, ctx.now());
      // the owner may have gained a second school or an address since the start
      await requireMay(ctx, db, openers);
      await setPassword(db, identityId, record, ctx.now());
      await closeDevices(db, identityId, null, ctx.now());
    },
  });
}

async function requireMay(ctx: PlatformCtx, db: PlatformDb, openers: readonly Opener[]): Promise<void> {
  const from = await maySetPasswordFrom(ctx, db, openers);
  if (from === null || from > ctx.now()) throw refusals.ownerMustConfirm();
}
