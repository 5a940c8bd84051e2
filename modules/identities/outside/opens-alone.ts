import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { mayOpen, tiesOf } from '../accounts/elsewhere.ts';

/**
 * Whether what a school hands out (a card, the word of its outside provider) opens a sign-in without its owner having agreed: only while
 * nobody is behind it but this school. No person elsewhere, no confirmed e-mail (architecture.md section 9).
 */
export async function isOfThisSchoolOnly(db: Db | PlatformDb, identityId: string, schoolId: string): Promise<boolean> {
  const ties = await tiesOf(db, identityId);
  return ties.schoolIds.includes(schoolId) && mayOpen(ties, [schoolId]);
}

/** The same, and nothing that the owner has set up for themselves: no password, no passkey, no second factor. */
export async function opensAlone(db: Db | PlatformDb, identityId: string, schoolId: string): Promise<boolean> {
  const { rows } = await sql<{ bare: boolean }>`select i.opaque_record is null
      and not exists (select from identities.passkey p where p.identity_id = i.id)
      and not exists (select from identities.totp t where t.identity_id = i.id and t.confirmed_at is not null) as bare
    from identities.identity i where i.id = ${identityId}`.execute(db);
  return rows[0]?.bare === true && (await isOfThisSchoolOnly(db, identityId, schoolId));
}
