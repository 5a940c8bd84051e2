import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import { hashToken, newToken } from '#kernel/ids/token.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { deviceLabel } from './device-label.ts';
import { writeDeviceToken } from './device-token.ts';
import type { Renewed } from './renew.ts';

/** `lasting`: 30 days after the last use · `shared`: others use it after me, nothing stays. */
export type DeviceKind = 'lasting' | 'shared';

/**
 * Puts somebody's browser among their devices; the answer goes to `ctx.session.start`.
 *
 * @param device.endsAt  when it ends by itself, whatever happens; null: it lasts, 30 days after the last use (`endOfSignIn` says which)
 */
export async function openDevice(
  db: Db | PlatformDb,
  device: { identityId: string; endsAt: Date | null; strong: boolean; userAgent: string; now: Date },
): Promise<Renewed & { token: string }> {
  const { identityId, endsAt, strong, now } = device;
  const lasting = endsAt === null;
  const deviceId = newId();
  const family = newToken().slice(0, 24);
  const secret = newToken();
  const day = dayOf(now);
  await sql`insert into identities.device
      (id, identity_id, family_hash, token_hash, rotated_at, chain, lasting, shared, strong, label, created_on, last_used_on, ends_at)
    values (${deviceId}, ${identityId}, ${hashToken(family)}, ${hashToken(secret)}, ${now}, ${newToken()}, ${lasting}, ${!lasting},
      ${strong}, ${deviceLabel(device.userAgent)}, ${day}, ${day}, ${endsAt})`.execute(db);
  return { identityId, deviceId, token: writeDeviceToken({ deviceId, family, secret }), lasting };
}

/** Whether somebody may still act on a device. */
export async function isOpenDevice(db: Db | PlatformDb, who: { identityId: string; deviceId: string }, now: Date): Promise<boolean> {
  const { rows } = await sql`select 1 from identities.pub_device d
    where d.id = ${who.deviceId} and d.identity_id = ${who.identityId} and (d.ends_at is null or d.ends_at > ${now})`.execute(db);
  return rows.length > 0;
}

/**
 * The access token of a platform request is believed for some minutes; what changes a sign-in looks at the device itself.
 *
 * @throws `kernel.not_signed_in` (401) when the device was closed meanwhile
 */
export async function requireOpenDevice(db: Db | PlatformDb, who: { identityId: string; deviceId: string }, now: Date): Promise<void> {
  if (!(await isOpenDevice(db, who, now))) throw kernelRefusals.notSignedIn();
}

/** Signs an identity out on its other devices, or on all of them. */
export async function closeDevices(db: Db | PlatformDb, identityId: string, except: string | null, now: Date): Promise<void> {
  await sql`update identities.device set closed_at = ${now}
    where identity_id = ${identityId} and closed_at is null and id is distinct from ${except}::uuid`.execute(db);
}
