import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { passwordChanged } from '../events.ts';
import { stretching } from '../sign-in/opaque.ts';
import { announce } from './announce.ts';

/**
 * Stores a new registration record; open guesses at the old password no longer count. Announced in every school of the identity, unless it
 * is the very first way in: nobody need be warned of their own first password.
 */
export async function setPassword(db: Db | PlatformDb, identityId: string, record: string, now: Date): Promise<void> {
  const wasUsed = await hasBeenUsed(db, identityId);
  await sql`update identities.identity set opaque_record = ${record}, stretching = ${stretching}, must_change = false, password_set_at = ${now}
    where id = ${identityId}`.execute(db);
  await sql`delete from identities.begun where subject = ${identityId}`.execute(db);
  // whatever else was on its way by mail opens nothing any more
  await sql`update identities.mail_link set used_at = ${now} where identity_id = ${identityId} and purpose = 'recover' and used_at is null`.execute(
    db,
  );
  if (wasUsed) await announce(db, passwordChanged, identityId);
}

/** Whether somebody has come in with this sign-in, by whatever way. */
async function hasBeenUsed(db: Db | PlatformDb, identityId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from identities.identity i where i.id = ${identityId} and (i.opaque_record is not null
    or exists (select from identities.device d where d.identity_id = i.id)
    or exists (select from identities.passkey p where p.identity_id = i.id)
    or exists (select from identities.card c where c.identity_id = i.id and c.opaque_record is not null))`.execute(db);
  return rows.length > 0;
}
