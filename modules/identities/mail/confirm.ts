import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import { hashToken } from '#kernel/ids/token.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { announce } from '../accounts/announce.ts';
import { emailRealm } from '../accounts/realm.ts';
import { emailConfirmed } from '../events.ts';
import { refusals } from '../refusals.ts';
import type { confirmEmailContract } from './contract.ts';

/**
 * Confirms an address by the secret that only its mailbox has; it replaces an earlier one. Works on any device.
 *
 * @throws `identities.link_invalid` (422) for wrong, used and expired links alike · `identities.email_taken` (409)
 */
export async function confirmEmail(
  ctx: PlatformCtx,
  body: Body<typeof confirmEmailContract>,
): Promise<Answer<typeof confirmEmailContract>> {
  const now = ctx.now();
  return ctx.write(async (db) => {
    const { rows } = await sql<{ identityId: string; email: string }>`update identities.mail_link set used_at = ${now}
      where hash = ${hashToken(body.token)} and purpose = 'confirm' and used_at is null and valid_until > ${now}
      returning identity_id as "identityId", email::text as email`.execute(db);
    const link = rows[0];
    if (link === undefined) throw refusals.linkInvalid();
    await sql`delete from identities.handle where realm = ${emailRealm} and identity_id = ${link.identityId} and handle <> ${link.email}::text::citext`.execute(
      db,
    );
    const { rows: owner } = await sql<{ identityId: string }>`insert into identities.handle (realm, handle, identity_id, given_at)
      values (${emailRealm}, ${link.email}, ${link.identityId}, ${now})
      on conflict (realm, handle) do update set given_at = identities.handle.given_at returning identity_id as "identityId"`.execute(db);
    if (owner[0]?.identityId !== link.identityId) throw refusals.emailTaken();
    await announce(db, emailConfirmed, link.identityId);
    return { email: link.email };
  });
}
