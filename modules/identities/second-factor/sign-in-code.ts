import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { openState } from '../sealing.ts';
import type { signInCodeContract } from '../sign-in/contract.ts';
import { enter, type SecondFactorState } from '../sign-in/enter.ts';
import { noteTry, takeCode } from './take-code.ts';

/**
 * Ends a sign-in with a code from the app or a recovery code.
 *
 * @throws `identities.took_too_long` (410), `identities.wrong_second_factor` (422), `identities.wait` (429)
 */
export async function signInCode(ctx: PlatformCtx, body: Body<typeof signInCodeContract>): Promise<Answer<typeof signInCodeContract>> {
  const state = openState<SecondFactorState>(ctx, 'second-factor', body.sealed);
  if (state === null) throw refusals.tookTooLong();
  const { identityId, schoolId, kind } = state;
  const tryId = await ctx.write((db) => noteTry(db, identityId, ctx.now()));
  return enter(ctx, {
    identityId,
    schoolId,
    kind,
    strong: true,
    before: async (db) => {
      if (!(await takeCode(ctx, db, identityId, tryId, body.code))) throw refusals.wrongSecondFactor();
    },
  });
}
