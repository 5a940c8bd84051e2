import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { setPassword } from '../accounts/set-password.ts';
import { closeDevices } from '../devices/open-device.ts';
import { refusals } from '../refusals.ts';
import { openState, sealState } from '../sealing.ts';
import { begin, end } from '../sign-in/begun.ts';
import { checkRecord, provesPassword, registrationResponse, requireRoomForSteps, startLogin, stretching } from '../sign-in/opaque.ts';
import type { passwordFinishContract, passwordStartContract } from './contract.ts';

interface ChangeState {
  identityId: string;
  begunId: string;
  serverLoginState: string;
}

const stateSeconds = 300;

/**
 * Begins a change of the caller's password: the old one is shown as at a sign-in, the new one registered, in the same two steps.
 *
 * @throws `identities.wait` (429) with `retryAfterSeconds`
 */
export async function startPasswordChange(
  ctx: Ctx,
  body: Body<typeof passwordStartContract>,
): Promise<Answer<typeof passwordStartContract>> {
  const { identityId } = ctx.caller;
  requireRoomForSteps(identityId);
  const { begunId, record } = await ctx.write(async (db) => {
    const { rows } = await sql<{
      record: string | null;
    }>`select i.opaque_record as record from identities.identity i where i.id = ${identityId}`.execute(db);
    return { begunId: await begin(db, { kind: 'password', subject: identityId, now: ctx.now() }), record: rows[0]?.record ?? null };
  });
  const { serverLoginState, loginResponse } = await startLogin(ctx, identityId, record, body.startLoginRequest);
  const state: ChangeState = { identityId, begunId, serverLoginState };
  return {
    loginResponse,
    registrationResponse: await registrationResponse(ctx, identityId, body.registrationRequest),
    sealed: sealState(ctx, 'password', state, stateSeconds),
    stretching,
  };
}

/**
 * Stores the new password and signs the caller out everywhere else.
 *
 * @throws `identities.took_too_long` (410), `identities.wrong_old_password` (422)
 */
export async function finishPasswordChange(
  ctx: Ctx,
  body: Body<typeof passwordFinishContract>,
): Promise<Answer<typeof passwordFinishContract>> {
  const state = openState<ChangeState>(ctx, 'password', body.sealed);
  if (state === null || state.identityId !== ctx.caller.identityId) throw refusals.tookTooLong();
  if (!(await provesPassword(state.serverLoginState, body.finishLoginRequest))) throw refusals.wrongOldPassword();
  const record = checkRecord(body.registrationRecord);
  await ctx.write(async (db) => {
    await end(db, state.begunId);
    await setPassword(db, state.identityId, record, ctx.now());
    await closeDevices(db, state.identityId, ctx.caller.deviceId, ctx.now());
  });
  return {};
}
