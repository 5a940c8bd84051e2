import { sql } from 'kysely';
import type { PlatformDb } from '#kernel/db/db.ts';
import { deviceSeconds } from '#kernel/http/session.ts';
import { hashToken } from '#kernel/ids/token.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { announce } from '../accounts/announce.ts';
import { deviceReuseDetected } from '../events.ts';
import { nextSecret, readDeviceToken, writeDeviceToken } from './device-token.ts';

/** So long after a change the token before it is taken for another tab's, not for a copy. */
const otherTabSeconds = 30;

interface DeviceRow {
  identityId: string;
  familyHash: string;
  tokenHash: string;
  previousHash: string | null;
  rotatedAt: Date;
  chain: string;
  lasting: boolean;
  endsAt: Date | null;
}

export interface Renewed {
  identityId: string;
  deviceId: string;
  token: string | null;
  lasting: boolean;
}

/**
 * Trades a device token for the next. The token just replaced gets the same successor for 30 seconds more; any older token of the device
 * betrays a copy: the device is closed for whoever holds it, and the owner is told.
 *
 * @returns null when the token is unknown, spent, older than 30 days, or its device closed
 */
export async function renewDevice(db: PlatformDb, text: string, now: Date): Promise<Renewed | null> {
  const shown = readDeviceToken(text);
  if (shown === null) return null;
  const row = await lockDevice(db, shown.deviceId);
  if (row === undefined || row.familyHash !== hashToken(shown.family)) return null;
  if ((row.endsAt !== null && row.endsAt <= now) || now.getTime() - row.rotatedAt.getTime() > deviceSeconds * 1000) return null;

  const hash = hashToken(shown.secret);
  const secret = nextSecret(shown.secret, row.chain);
  const renewed = {
    identityId: row.identityId,
    deviceId: shown.deviceId,
    token: writeDeviceToken({ ...shown, secret }),
    lasting: row.lasting,
  };
  if (hash === row.tokenHash) {
    await sql`update identities.device set token_hash = ${hashToken(secret)}, previous_hash = ${hash}, rotated_at = ${now}, last_used_on = ${dayOf(now)}
      where id = ${shown.deviceId}`.execute(db);
    return renewed;
  }
  if (hash === row.previousHash && now.getTime() - row.rotatedAt.getTime() <= otherTabSeconds * 1000) return renewed;
  await closeCopied(db, shown.deviceId, row.identityId, now);
  return null;
}

async function lockDevice(db: PlatformDb, deviceId: string): Promise<DeviceRow | undefined> {
  const { rows } = await sql<DeviceRow>`select d.identity_id as "identityId", d.family_hash as "familyHash", d.token_hash as "tokenHash",
      d.previous_hash as "previousHash", d.rotated_at as "rotatedAt", d.chain, d.lasting, d.ends_at as "endsAt"
    from identities.device d join identities.identity i on i.id = d.identity_id
    where d.id = ${deviceId} and d.closed_at is null and i.status = 'open' for update of d`.execute(db);
  return rows[0];
}

async function closeCopied(db: PlatformDb, deviceId: string, identityId: string, now: Date): Promise<void> {
  await sql`update identities.device set closed_at = ${now} where id = ${deviceId}`.execute(db);
  await announce(db, deviceReuseDetected, identityId, { deviceId });
}
