import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { openState, sealState } from '../sealing.ts';
import type { addPasskeyContract, passkeyOptionsContract } from './contract.ts';
import { makeStrong, requireAnotherFactor, requireOwnFactor } from './my-factors.ts';
import { passkeysOf, savePasskey } from './passkey-rows.ts';
import { creationOptions, readCreated } from './passkeys.ts';

interface CreationState {
  identityId: string;
  challenge: string;
}

const stateSeconds = 300;

/**
 * What the caller's browser needs to make a passkey.
 *
 * @throws `kernel.second_factor_needed` (403) when a factor is there and none was shown on this device
 */
export async function passkeyOptions(ctx: Ctx): Promise<Answer<typeof passkeyOptionsContract>> {
  const { identityId, name } = ctx.caller;
  const existing = await ctx.write(async (db) => {
    await requireOwnFactor(ctx, db);
    return passkeysOf(db, identityId);
  });
  const options = await creationOptions(ctx.services.origin, identityId, name, existing);
  const state: CreationState = { identityId, challenge: options.challenge };
  return { options, sealed: sealState(ctx, 'new-passkey', state, stateSeconds) };
}

/**
 * Stores a passkey the caller's browser has made; the device is strong from now on.
 *
 * @throws `identities.took_too_long` (410), `identities.passkey_refused` (422)
 */
export async function addPasskey(ctx: Ctx, body: Body<typeof addPasskeyContract>): Promise<Answer<typeof addPasskeyContract>> {
  const { identityId } = ctx.caller;
  const state = openState<CreationState>(ctx, 'new-passkey', body.sealed);
  if (state === null || state.identityId !== identityId) throw refusals.tookTooLong();
  const made = await readCreated(ctx.services.origin, body.credential, state.challenge);
  if (made === null) throw refusals.passkeyRefused();
  const { id, publicKey, counter, transports = [] } = made.credential;
  await ctx.write(async (db) => {
    await requireOwnFactor(ctx, db);
    await savePasskey(
      db,
      {
        id,
        identityId,
        publicKey: Buffer.from(publicKey),
        counter,
        transports: [...transports],
        backedUp: made.credentialBackedUp,
        label: body.label,
      },
      ctx.now(),
    );
    await makeStrong(ctx, db);
  });
  return {};
}

/**
 * Takes one of the caller's passkeys away.
 *
 * @throws not found (404), `identities.last_second_factor` (409), `kernel.second_factor_needed` (403)
 */
export async function dropPasskey(ctx: Ctx, passkeyId: string): Promise<Record<string, never>> {
  await ctx.write(async (db) => {
    const { rows } = await sql`select 1 from identities.passkey where id = ${passkeyId} and identity_id = ${ctx.caller.identityId}`.execute(
      db,
    );
    if (rows.length === 0) notFound('passkey');
    await requireAnotherFactor(ctx, db);
    await sql`delete from identities.passkey where id = ${passkeyId} and identity_id = ${ctx.caller.identityId}`.execute(db);
  });
  return {};
}
