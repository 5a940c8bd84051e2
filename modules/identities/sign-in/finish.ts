import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { emailRealm } from '../accounts/realm.ts';
import { refusals } from '../refusals.ts';
import { openState } from '../sealing.ts';
import { end } from './begun.ts';
import type { signInFinishContract } from './contract.ts';
import { enter } from './enter.ts';
import { provesPassword } from './opaque.ts';
import type { LoginState } from './start.ts';

/**
 * Ends a sign-in by password: the session begins, or a second factor is asked for.
 *
 * @throws `identities.took_too_long` (410) when the start is too long ago or was used
 * @throws `identities.wrong_password` (401) for a wrong password as for a name that does not exist
 * @throws `identities.suspended` (403) told only to those who know the password
 */
export async function finishSignIn(
  ctx: PlatformCtx,
  body: Body<typeof signInFinishContract>,
): Promise<Answer<typeof signInFinishContract>> {
  const state = openState<LoginState>(ctx, 'sign-in', body.sealed);
  if (state === null) throw refusals.tookTooLong();
  const { identityId, realm } = state;
  if (!(await provesPassword(state.serverLoginState, body.finishLoginRequest)) || state.known === 0) throw refusals.wrongPassword();
  return enter(ctx, {
    identityId,
    schoolId: realm === emailRealm ? null : realm,
    kind: body.deviceKind,
    strong: false,
    before: (db) => end(db, state.begunId),
  });
}
