import { sql } from 'kysely';
import type { Body } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { emailRealm } from '../accounts/realm.ts';
import { mayHaveEmail } from '../my-access/read.ts';
import { refusals } from '../refusals.ts';
import { requireOwnFactor } from '../second-factor/my-factors.ts';
import { begin } from '../sign-in/begun.ts';
import type { setEmailContract } from './contract.ts';
import { sendConfirmMail } from './jobs.ts';

/**
 * Sends a mail to the caller's new address; it counts once confirmed. Null takes the address away at once.
 * The answer is the same when the address belongs to somebody else; only that mailbox is told.
 *
 * @throws `identities.adults_only` (403) for pupils · `kernel.second_factor_needed` (403) · `identities.wait` (429) after many
 */
export async function setEmail(ctx: Ctx, body: Body<typeof setEmailContract>): Promise<Record<string, never>> {
  if (!mayHaveEmail(ctx)) throw refusals.adultsOnly();
  const { identityId } = ctx.caller;
  await ctx.write(async (db) => {
    await requireOwnFactor(ctx, db);
    if (body.email === null) {
      await sql`delete from identities.handle where realm = ${emailRealm} and identity_id = ${identityId}`.execute(db);
      return;
    }
    await begin(db, { kind: 'code', subject: `mail ${identityId}`, now: ctx.now() });
    await db.enqueue(sendConfirmMail, { identityId, email: body.email.trim(), language: ctx.language });
  });
  return {};
}
