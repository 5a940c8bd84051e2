import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { signAccess } from '#kernel/access/session-token.ts';
import { accessCookie, deviceCookie } from '#kernel/http/session.ts';
import { newId } from '#kernel/ids/id.ts';
import { hashToken } from '#kernel/ids/token.ts';
import type { Secrets } from '#kernel/module/services.ts';
import { type Account, accountsOf } from '../city/accounts.ts';
import { headersOf, type Operation } from './operation.ts';
import { checkStartPage } from './start-page.ts';

/** A device comes back the next morning: its access token is past its time, its device token is traded for the next, and the start page comes in the same answer. */
export const returning: Operation = {
  name: 'returning',
  summary: 'a device that was signed in yesterday opens the start page: one request',
  targetMilliseconds: 1.33,
  warmUp: 1_000,
  perRound: 1_500,
  repeatable: false,
  prepare: async (database, { slug, secrets }, count) => {
    const people = await accountsOf(database, slug, 'pupil', 1_000);
    const cookies = await openReturningDevices(
      database,
      Array.from({ length: count }, (_, at) => people[at % people.length]).filter((account) => account !== undefined),
      secrets,
    );
    return cookies.map((cookie, at) => ({ steps: [{ method: 'GET', path: `/api/${slug}/start`, headers: headersOf(at, cookie) }] }));
  },
  check: checkStartPage,
};

/**
 * Devices as they were left the day before, one for each account named.
 *
 * @returns the cookies of each, in order
 */
export async function openReturningDevices(database: pg.Client, accounts: readonly Account[], secrets: Secrets): Promise<string[]> {
  const devices = accounts.map(({ identityId }) => ({ id: newId(), identityId, family: token(), secret: token() }));
  await database.query(
    `insert into identities.device (id, identity_id, family_hash, token_hash, rotated_at, chain, lasting, shared, label, created_on, last_used_on)
     select id, identity_id, family, secret, now() - interval '20 hours', md5(random()::text), true, false, 'bench', current_date, current_date
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as given (id, identity_id, family, secret)`,
    [
      devices.map(({ id }) => id),
      devices.map(({ identityId }) => identityId),
      devices.map(({ family }) => hashToken(family)),
      devices.map(({ secret }) => hashToken(secret)),
    ],
  );
  const expires = Math.floor(Date.now() / 1000) - 19 * 3600;
  return devices.map(
    ({ id, identityId, family, secret }) =>
      `${accessCookie}=${signAccess({ identityId, deviceId: id, expires }, secrets.sessionKey)}; ${deviceCookie}=${id}.${family}.${secret}`,
  );
}

function token(): string {
  return randomBytes(24).toString('base64url');
}
