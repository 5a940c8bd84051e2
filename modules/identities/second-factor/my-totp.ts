import { sql } from 'kysely';
import { toDataURL } from 'qrcode';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { end } from '../sign-in/begun.ts';
import type { confirmTotpContract, enrolTotpContract, proveCodeContract } from './contract.ts';
import { makeStrong, requireAnotherFactor, requireOwnFactor } from './my-factors.ts';
import { renewRecoveryCodes } from './recovery-codes.ts';
import { noteTry, takeCode } from './take-code.ts';
import { confirmTotp, newTotp, saveTotp } from './totp.ts';

/** Makes a secret for the caller's authenticator app. It counts only once confirmed; an app confirmed before works until then. */
export async function enrolTotp(ctx: Ctx): Promise<Answer<typeof enrolTotpContract>> {
  const { secret, uri } = newTotp(ctx.caller.name, `Schulhof ${ctx.school.name}`);
  await ctx.write(async (db) => {
    await requireOwnFactor(ctx, db);
    await saveTotp(ctx, db, ctx.caller.identityId, secret);
  });
  return { secret, uri, picture: await toDataURL(uri, { margin: 2, width: 240 }) };
}

/**
 * Confirms the app with a code of it; the device is strong from now on.
 *
 * @returns recovery codes, shown this once
 * @throws `identities.wrong_second_factor` (422), `identities.wait` (429)
 */
export async function confirmMyTotp(ctx: Ctx, body: Body<typeof confirmTotpContract>): Promise<Answer<typeof confirmTotpContract>> {
  const { identityId } = ctx.caller;
  const tryId = await ctx.write((db) => noteTry(db, identityId, ctx.now()));
  return ctx.write(async (db) => {
    await requireOwnFactor(ctx, db);
    if (!(await confirmTotp(ctx, db, identityId, body.code, ctx.now()))) throw refusals.wrongSecondFactor();
    await end(db, tryId);
    await makeStrong(ctx, db);
    return { recoveryCodes: await renewRecoveryCodes(ctx, db, identityId) };
  });
}

/**
 * Shows the second factor on this device, where the session began without it.
 *
 * @throws `identities.wrong_second_factor` (422), `identities.wait` (429)
 */
export async function proveCode(ctx: Ctx, body: Body<typeof proveCodeContract>): Promise<Record<string, never>> {
  const { identityId } = ctx.caller;
  const tryId = await ctx.write((db) => noteTry(db, identityId, ctx.now()));
  await ctx.write(async (db) => {
    if (!(await takeCode(ctx, db, identityId, tryId, body.code))) throw refusals.wrongSecondFactor();
    await makeStrong(ctx, db);
  });
  return {};
}

/**
 * Takes the app and the recovery codes away.
 *
 * @throws `identities.last_second_factor` (409), `kernel.second_factor_needed` (403)
 */
export async function dropTotp(ctx: Ctx): Promise<Record<string, never>> {
  await ctx.write(async (db) => {
    await requireAnotherFactor(ctx, db);
    await sql`delete from identities.totp where identity_id = ${ctx.caller.identityId}`.execute(db);
    await sql`delete from identities.recovery_code where identity_id = ${ctx.caller.identityId}`.execute(db);
  });
  return {};
}
