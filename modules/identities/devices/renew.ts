import { sql } from 'kysely';
import type { PlatformDb } from '#kernel/db/db.ts';
import { deviceSeconds } from '#kernel/http/session.ts';
import { hashToken } from '#kernel/ids/token.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { announce } from '../accounts/announce.ts';
import { deviceReuseDetected } from '../events.ts';
import { type DeviceToken, nextSecret, readDeviceToken, writeDeviceToken } from './device-token.ts';

/** So long after a change the token before it is taken for another tab's, not for a copy. */
const otherTabSeconds = 30;

interface DeviceRow {
  id: string;
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
 * Trades device tokens for the next ones. The token just replaced gets the same successor for 30 seconds more; any older token of the device
 * betrays a copy: the device is closed for whoever holds it, and the owner is told. Two statements for any number of tokens, one for each copy.
 *
 * @returns in the order of `texts`; null where the token is unknown, spent, older than 30 days, or its device closed
 */
export async function renewDevices(db: PlatformDb, texts: readonly string[], now: Date): Promise<(Renewed | null)[]> {
  const shown = texts.map(readDeviceToken);
  const rows = await lockDevices(
    db,
    shown.flatMap((token) => token?.deviceId ?? []),
  );
  const changed = new Set<DeviceRow>();
  const copied = new Set<DeviceRow>();
  const outcomes = shown.map((token) => {
    const row = token === null ? undefined : rows.get(token.deviceId);
    if (token === null || row === undefined || copied.has(row)) return null;
    const outcome = trade(token, row, now);
    if (outcome === 'copied') copied.add(row);
    else if (outcome?.changed) changed.add(row);
    return outcome === 'copied' ? null : (outcome?.renewed ?? null);
  });
  await store(db, [...changed], now);
  for (const row of copied) await closeCopied(db, row, now);
  return outcomes;
}

/** What showing a token does to its device; the row is changed with it, so that the same token shown twice at once gets the same successor twice. */
function trade(shown: DeviceToken, row: DeviceRow, now: Date): { renewed: Renewed; changed: boolean } | 'copied' | null {
  const { deviceId, family } = shown;
  if (row.familyHash !== hashToken(family)) return null;
  if ((row.endsAt !== null && row.endsAt <= now) || now.getTime() - row.rotatedAt.getTime() > deviceSeconds * 1000) return null;
  const hash = hashToken(shown.secret);
  const secret = nextSecret(shown.secret, row.chain);
  const renewed = { identityId: row.identityId, deviceId, token: writeDeviceToken({ deviceId, family, secret }), lasting: row.lasting };
  if (hash === row.tokenHash) {
    Object.assign(row, { tokenHash: hashToken(secret), previousHash: hash, rotatedAt: now });
    return { renewed, changed: true };
  }
  if (hash === row.previousHash && now.getTime() - row.rotatedAt.getTime() <= otherTabSeconds * 1000) return { renewed, changed: false };
  return 'copied';
}

/** In the order of their ids, so that two who lock the same ones never wait for each other. */
async function lockDevices(db: PlatformDb, deviceIds: readonly string[]): Promise<Map<string, DeviceRow>> {
  const { rows } =
    await sql<DeviceRow>`select d.id, d.identity_id as "identityId", d.family_hash as "familyHash", d.token_hash as "tokenHash",
      d.previous_hash as "previousHash", d.rotated_at as "rotatedAt", d.chain, d.lasting, d.ends_at as "endsAt"
    from identities.device d join identities.identity i on i.id = d.identity_id
    where d.id = any(${deviceIds}::uuid[]) and d.closed_at is null and i.status = 'open' order by d.id for update of d`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

async function store(db: PlatformDb, rows: readonly DeviceRow[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await sql`update identities.device d set token_hash = given.token, previous_hash = given.previous, rotated_at = ${now}, last_used_on = ${dayOf(now)}
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ tokenHash }) => tokenHash)}::text[],
      ${rows.map(({ previousHash }) => previousHash)}::text[]) as given (id, token, previous) where d.id = given.id`.execute(db);
}

async function closeCopied(db: PlatformDb, { id, identityId }: DeviceRow, now: Date): Promise<void> {
  await sql`update identities.device set closed_at = ${now} where id = ${id}`.execute(db);
  await announce(db, deviceReuseDetected, identityId, { deviceId: id });
}
