import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { hashToken, newToken } from '#kernel/ids/token.ts';

export type LinkPurpose = 'confirm' | 'recover';

const validMinutes: Record<LinkPurpose, number> = { confirm: 24 * 60, recover: 60 };
/** More mails than this within an hour would only annoy whoever owns the mailbox. */
const perHour = 3;

/**
 * Makes the secret of a link in a mail.
 *
 * @returns null when this identity was sent enough mails in the last hour
 */
export async function newLink(
  db: Db,
  wish: { identityId: string; purpose: LinkPurpose; email: string; now: Date },
): Promise<string | null> {
  const { identityId, purpose, email, now } = wish;
  const { rows } = await sql<{ sent: number }>`select count(*)::int as sent from identities.mail_link
    where identity_id = ${identityId} and made_at > ${new Date(now.getTime() - 3_600_000)}`.execute(db);
  if ((rows[0]?.sent ?? 0) >= perHour) return null;
  const token = newToken();
  await sql`insert into identities.mail_link (hash, identity_id, purpose, email, made_at, valid_until)
    values (${hashToken(token)}, ${identityId}, ${purpose}, ${email}, ${now}, ${new Date(now.getTime() + validMinutes[purpose] * 60_000)})`.execute(
    db,
  );
  return token;
}
