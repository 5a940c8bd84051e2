import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';

/** How many factors the caller has. */
export async function factorsOf(db: Db, identityId: string): Promise<{ totp: number; passkeys: number }> {
  const { rows } = await sql<{ totp: number; passkeys: number }>`select
      (select count(*)::int from identities.totp t where t.identity_id = ${identityId} and t.confirmed_at is not null) as totp,
      (select count(*)::int from identities.passkey p where p.identity_id = ${identityId}) as passkeys`.execute(db);
  return rows[0] ?? { totp: 0, passkeys: 0 };
}

/**
 * Who has a factor must have shown one on this device before changing any: a password alone shall not swap them.
 *
 * @throws `kernel.second_factor_needed` (403)
 */
export async function requireOwnFactor(ctx: Ctx, db: Db): Promise<{ totp: number; passkeys: number }> {
  const factors = await factorsOf(db, ctx.caller.identityId);
  if (factors.totp + factors.passkeys > 0 && !ctx.caller.strong) throw kernelRefusals.secondFactorNeeded();
  return factors;
}

/**
 * The last factor stays while the caller's rights ask for one.
 *
 * @throws `identities.last_second_factor` (409), `kernel.second_factor_needed` (403)
 */
export async function requireAnotherFactor(ctx: Ctx, db: Db): Promise<void> {
  const { totp, passkeys } = await requireOwnFactor(ctx, db);
  if (ctx.caller.strongNeeded && totp + passkeys <= 1) throw refusals.lastSecondFactor();
}

/** The device that asks has shown a factor. */
export async function makeStrong(ctx: Ctx, db: Db): Promise<void> {
  await sql`update identities.device set strong = true where id = ${ctx.caller.deviceId} and identity_id = ${ctx.caller.identityId}`.execute(
    db,
  );
}
