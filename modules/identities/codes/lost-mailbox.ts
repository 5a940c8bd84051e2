import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { mayOpen, type Ties } from '../accounts/elsewhere.ts';
import type { Opener } from './find.ts';

/** So long the owner has to say no, by signing in or by the mailbox (docs/decisions/0026). */
export const objectionDays = 3;

/**
 * When letters' codes alone open a sign-in whose only guard besides the schools is a confirmed e-mail address: three days after the latest was
 * printed, if nobody has used the sign-in since. Then the mailbox is taken for lost; its owner was told on the day of printing.
 *
 * @returns null when they never will: a person elsewhere, a code that was sent as an invitation or ends before, or an owner who still gets in
 */
export async function opensWithoutMailbox(
  db: Db | PlatformDb,
  ties: Ties,
  identityId: string,
  openers: readonly Pick<Opener, 'hash' | 'schoolId'>[],
): Promise<Date | null> {
  const schoolIds = openers.flatMap(({ schoolId }) => schoolId ?? []);
  if (!mayOpen({ ...ties, hasEmail: false }, schoolIds)) return null;
  const { rows } = await sql<{
    opensAt: Date;
  }>`select c.made_at + make_interval(days => ${objectionDays}) as "opensAt" from identities.code c
    where c.hash = any(${openers.map(({ hash }) => hash)}) and c.purpose = 'lost' and c.valid_until > c.made_at + make_interval(days => ${objectionDays})
      and not exists (select from identities.device d where d.identity_id = ${identityId} and d.rotated_at > c.made_at)
    order by c.made_at desc`.execute(db);
  return rows.length === openers.length ? (rows[0]?.opensAt ?? null) : null;
}
