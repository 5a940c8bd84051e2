import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import type { Passkey } from './passkeys.ts';

const columns = sql.raw('p.id, p.identity_id as "identityId", p.public_key as "publicKey", p.counter, p.transports');

/** All passkeys of an identity. */
export async function passkeysOf(db: Db | PlatformDb, identityId: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`select ${columns} from identities.passkey p where p.identity_id = ${identityId}`.execute(db);
  return rows;
}

/** The passkey with this id, whoever's it is. */
export async function passkeyById(db: PlatformDb, id: string): Promise<Passkey | undefined> {
  const { rows } = await sql<Passkey>`select ${columns} from identities.passkey p where p.id = ${id}`.execute(db);
  return rows[0];
}

/** Stores a new passkey. */
export async function savePasskey(db: Db, passkey: Passkey & { backedUp: boolean; label: string }, now: Date): Promise<void> {
  await sql`insert into identities.passkey (id, identity_id, public_key, counter, transports, backed_up, label, created_on)
    values (${passkey.id}, ${passkey.identityId}, ${passkey.publicKey}, ${passkey.counter}, ${passkey.transports}, ${passkey.backedUp}, ${passkey.label}, ${dayOf(now)})
    on conflict (id) do nothing`.execute(db);
}

/** Notes that a passkey was shown. */
export async function usePasskey(db: PlatformDb, id: string, counter: number, now: Date): Promise<void> {
  await sql`update identities.passkey set counter = ${counter}, last_used_on = ${dayOf(now)} where id = ${id}`.execute(db);
}
