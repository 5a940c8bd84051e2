import { sql } from 'kysely';
import { generateSecret, generateURI, verifySync } from 'otplib/functional';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import type { Services } from '#kernel/module/services.ts';
import { seal, unseal } from '../sealing.ts';

type At = { readonly services: Pick<Services, 'secrets'> };

const stepSeconds = 30;
/** Clocks of phones go wrong by one step at most. */
const toleranceSeconds = 30;

/** A secret of 160 bits for an authenticator app, and its address for the QR code (Key URI format). */
export function newTotp(label: string, issuer: string): { secret: string; uri: string } {
  const secret = generateSecret();
  return { secret, uri: generateURI({ issuer, label, secret }) };
}

/** Keeps a secret that was not confirmed yet; one that was confirmed stays until the new one is. */
export async function saveTotp(at: At, db: Db, identityId: string, secret: string): Promise<void> {
  await sql`insert into identities.totp (identity_id, sealed_secret, pending_secret) values (${identityId}, '', ${seal(at, 'totp', secret)})
    on conflict (identity_id) do update set pending_secret = excluded.pending_secret`.execute(db);
}

/**
 * Whether this is the code of the confirmed app now; each step's code is taken once (RFC 6238 section 5.2).
 *
 * @returns false also when there is no app
 */
export async function takeTotp(at: At, db: Db | PlatformDb, identityId: string, code: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ sealed: string; lastStep: number }>`select t.sealed_secret as sealed, t.last_step as "lastStep"
    from identities.totp t where t.identity_id = ${identityId} and t.confirmed_at is not null for update`.execute(db);
  const row = rows[0];
  const step = row === undefined ? null : stepOf(unseal(at, 'totp', row.sealed), code, now);
  if (row === undefined || step === null || step <= row.lastStep) return false;
  await sql`update identities.totp set last_step = ${step} where identity_id = ${identityId}`.execute(db);
  return true;
}

/** Makes the waiting secret the one that counts, if the code is right. */
export async function confirmTotp(at: At, db: Db, identityId: string, code: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ pending: string | null }>`select t.pending_secret as pending from identities.totp t
    where t.identity_id = ${identityId} for update`.execute(db);
  const pending = rows[0]?.pending ?? null;
  const step = pending === null ? null : stepOf(unseal(at, 'totp', pending), code, now);
  if (step === null) return false;
  await sql`update identities.totp set sealed_secret = pending_secret, pending_secret = null, confirmed_at = ${now}, last_step = ${step}
    where identity_id = ${identityId}`.execute(db);
  return true;
}

/** The time step whose code this is, null when it is none. */
function stepOf(secret: string | null, code: string, now: Date): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (secret === null || !/^\d{6}$/.test(token)) return null;
  const epoch = Math.floor(now.getTime() / 1000);
  const result = verifySync({ secret, token, epoch, period: stepSeconds, epochTolerance: toleranceSeconds });
  return result.valid ? Math.floor(epoch / stepSeconds) + (result.delta ?? 0) : null;
}
