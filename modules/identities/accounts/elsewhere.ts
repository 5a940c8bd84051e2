import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { emailRealm } from './realm.ts';

/** Who may act on a sign-in besides its owner. */
export interface Ties {
  /** Schools in which it has a person. */
  schoolIds: string[];
  /** Whether the owner has a confirmed e-mail address. */
  hasEmail: boolean;
}

/** What binds an identity; one statement. */
export async function tiesOf(db: Db | PlatformDb, identityId: string): Promise<Ties> {
  const { rows } = await sql<Ties>`select
      coalesce((select array_agg(a.school_id) from identities.attachment a where a.identity_id = ${identityId}), '{}') as "schoolIds",
      exists (select from identities.handle h where h.identity_id = ${identityId} and h.realm = ${emailRealm}) as "hasEmail"`.execute(db);
  return rows[0] ?? { schoolIds: [], hasEmail: false };
}

/**
 * Whether these schools together may open a sign-in without its owner: only while it has no person elsewhere and no confirmed e-mail.
 * (The attacker is an office that wants into another school; architecture.md section 9.)
 */
export function mayOpen(ties: Ties, schoolIds: readonly string[]): boolean {
  return !ties.hasEmail && ties.schoolIds.every((id) => schoolIds.includes(id));
}
