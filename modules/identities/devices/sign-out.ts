import { sql } from 'kysely';
import type { PlatformCtx } from '#kernel/module/ctx.ts';

/** Ends the session of this browser and closes its device. Repeatable; also without a session. */
export async function signOut(ctx: PlatformCtx): Promise<Record<string, never>> {
  const { identity } = ctx;
  if (identity !== null) {
    await ctx.write((db) =>
      sql`update identities.device set closed_at = ${ctx.now()} where id = ${identity.deviceId} and identity_id = ${identity.identityId} and closed_at is null`.execute(
        db,
      ),
    );
  }
  ctx.session.clear();
  return {};
}
