import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { openState, sealState } from '../sealing.ts';
import { begin, end } from '../sign-in/begun.ts';
import { enter, type SecondFactorState } from '../sign-in/enter.ts';
import type { passkeySignInFinishContract, passkeySignInStartContract } from './contract.ts';
import { passkeyById, passkeysOf, usePasskey } from './passkey-rows.ts';
import { claimedId, readShown, requestOptions } from './passkeys.ts';

interface PasskeyState {
  begunId: string;
  challenge: string;
  /** whose password was right before; null: the passkey alone */
  identityId: string | null;
  /** where that password was shown */
  schoolId: string | null;
}

const stateSeconds = 300;

/**
 * Begins a sign-in with a passkey: alone, or as the second factor after a right password (`sealed`). Alone it asks for any passkey of this
 * installation, so it tells nothing about anybody.
 *
 * @throws `identities.took_too_long` (410) when the password is too long ago
 */
export async function startPasskeySignIn(
  ctx: PlatformCtx,
  body: Body<typeof passkeySignInStartContract>,
): Promise<Answer<typeof passkeySignInStartContract>> {
  const second = body.sealed === undefined ? null : openState<SecondFactorState>(ctx, 'second-factor', body.sealed);
  if (body.sealed !== undefined && second === null) throw refusals.tookTooLong();
  const identityId = second?.identityId ?? null;
  const allowed = identityId === null ? [] : await ctx.read((db) => passkeysOf(db, identityId));
  const options = await requestOptions(ctx.services.origin, allowed);
  const begunId = await ctx.write((db) => begin(db, { kind: 'passkey', subject: options.challenge, now: ctx.now() }));
  const state: PasskeyState = { begunId, challenge: options.challenge, identityId, schoolId: second?.schoolId ?? null };
  return { options, sealed: sealState(ctx, 'passkey', state, stateSeconds) };
}

/**
 * Ends a sign-in with a passkey; it counts as strong.
 *
 * @throws `identities.took_too_long` (410) · `identities.passkey_refused` (422): unknown, not verified, or another person's
 */
export async function finishPasskeySignIn(
  ctx: PlatformCtx,
  body: Body<typeof passkeySignInFinishContract>,
): Promise<Answer<typeof passkeySignInFinishContract>> {
  const state = openState<PasskeyState>(ctx, 'passkey', body.sealed);
  if (state === null) throw refusals.tookTooLong();
  const id = claimedId(body.credential);
  const passkey = id === null ? undefined : await ctx.read((db) => passkeyById(db, id));
  if (passkey === undefined || (state.identityId !== null && state.identityId !== passkey.identityId)) throw refusals.passkeyRefused();
  const shown = await readShown(ctx.services.origin, body.credential, state.challenge, passkey, state.identityId === null);
  if (shown === null) throw refusals.passkeyRefused();
  return enter(ctx, {
    identityId: passkey.identityId,
    schoolId: state.schoolId,
    kind: body.deviceKind,
    strong: true,
    before: async (db) => {
      await end(db, state.begunId);
      await usePasskey(db, passkey.id, shown.counter, ctx.now());
    },
  });
}
