import { client, ready, server } from '@serenity-kit/opaque';
import type pg from 'pg';
import { signAccess } from '#kernel/access/session-token.ts';
import { accessCookie } from '#kernel/http/session.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Secrets } from '#kernel/module/services.ts';
import { keyStretching } from '../client/wish.ts';

/** Somebody with an account at a school. */
export interface Account {
  identityId: string;
  personId: string;
  handle: string;
  capacity: string;
}

/** An account that can sign in with `password`. */
export interface Registered extends Account {
  record: string;
}

/** The load accounts' password. */
export const password = 'Vier Kastanien am Tor';

/**
 * People of a school who have an account and one capacity, always the same ones in the same order.
 *
 * @param most  how many at most
 */
export async function accountsOf(database: pg.Client, slug: string, capacity: string, most: number): Promise<Account[]> {
  const { rows } = await database.query<Account>(
    `select t.identity_id as "identityId", t.person_id as "personId", h.handle::text as handle, min(k.capacity) as capacity
     from kernel.school s
     join identities.attachment t on t.school_id = s.id
     join identities.handle h on h.identity_id = t.identity_id and h.realm = s.id
     join people.person p on p.school_id = s.id and p.id = t.person_id and p.status = 'active'
     join people.capacity k on k.school_id = s.id and k.person_id = t.person_id
     where s.slug = $1
     group by 1, 2, 3 having min(k.capacity) = $2 and max(k.capacity) = $2
     order by md5(t.person_id::text) limit $3`,
    [slug, capacity, most],
  );
  return rows;
}

/**
 * Gives accounts a password: the real OPAQUE registration, stored as the program stores it; the stretching, which the server never sees, is
 * the least possible.
 */
export async function register(database: pg.Client, accounts: readonly Account[], secrets: Secrets): Promise<Registered[]> {
  await ready;
  const registered = accounts.map((account) => {
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
    const { registrationResponse } = server.createRegistrationResponse({
      serverSetup: secrets.opaqueServerSetup,
      userIdentifier: account.identityId,
      registrationRequest,
    });
    const { registrationRecord } = client.finishRegistration({ password, registrationResponse, clientRegistrationState, keyStretching });
    return { ...account, record: registrationRecord };
  });
  await database.query(
    `update identities.identity i set opaque_record = given.record, stretching = 'memory-constrained', password_set_at = now()
     from unnest($1::uuid[], $2::text[]) as given (id, record) where i.id = given.id`,
    [registered.map(({ identityId }) => identityId), registered.map(({ record }) => record)],
  );
  return registered;
}

/**
 * Opens a device for each account and signs an access token for it, as a sign-in would have done.
 *
 * @param hours  so long the token is believed
 * @returns the cookie of each account, in order
 */
export async function openDevices(database: pg.Client, accounts: readonly Account[], secrets: Secrets, hours: number): Promise<string[]> {
  const devices = accounts.map(() => newId());
  await database.query(
    `insert into identities.device (id, identity_id, family_hash, token_hash, rotated_at, chain, lasting, shared, label, created_on, last_used_on)
     select id, identity_id, md5(id::text), md5(identity_id::text), now(), md5(random()::text), true, false, 'bench', current_date, current_date
     from unnest($1::uuid[], $2::uuid[]) as given (id, identity_id)`,
    [devices, accounts.map(({ identityId }) => identityId)],
  );
  const expires = Math.floor(Date.now() / 1000) + hours * 3600;
  return accounts.map(
    ({ identityId }, at) => `${accessCookie}=${signAccess({ identityId, deviceId: devices[at] ?? '', expires }, secrets.sessionKey)}`,
  );
}
