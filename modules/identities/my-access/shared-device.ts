import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { sharedDeviceContract } from './contract.ts';

/** How long the caller stays signed in here, in seconds from now: clocks of shared devices are often wrong. */
export async function readSharedDevice(ctx: Ctx, db: Db): Promise<Answer<typeof sharedDeviceContract>> {
  const { rows } = await sql<{ endsAt: Date | null }>`select d.ends_at as "endsAt" from identities.pub_device d
    where d.id = ${ctx.caller.deviceId} and d.shared`.execute(db);
  const endsAt = rows[0]?.endsAt ?? null;
  return { secondsLeft: endsAt === null ? null : Math.max(0, Math.ceil((endsAt.getTime() - ctx.now().getTime()) / 1000)) };
}
