import { sql } from 'kysely';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';

/**
 * Signs the caller out on one of their other devices.
 *
 * @throws not found (404) when it is no open device of theirs
 */
export async function closeMyDevice(ctx: Ctx, deviceId: string): Promise<Record<string, never>> {
  await ctx.write(async (db) => {
    const { numAffectedRows } = await sql`update identities.device set closed_at = ${ctx.now()}
      where id = ${deviceId} and identity_id = ${ctx.caller.identityId} and closed_at is null`.execute(db);
    if (numAffectedRows !== 1n) notFound('device');
  });
  return {};
}
