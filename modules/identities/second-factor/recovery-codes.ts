import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { newCode } from '#kernel/ids/token.ts';
import type { Services } from '#kernel/module/services.ts';
import { codeHash } from '../codes/issue.ts';

type At = { readonly services: Pick<Services, 'secrets'>; now(): Date };

const howMany = 8;

/** Codes for the day the phone is lost, each for once; earlier ones end. Shown now and never again. */
export async function renewRecoveryCodes(at: At, db: Db, identityId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, newCode);
  await sql`delete from identities.recovery_code where identity_id = ${identityId}`.execute(db);
  await sql`insert into identities.recovery_code (hash, identity_id)
    select hash, ${identityId} from unnest(${codes.map((code) => codeHash(at, code))}::text[]) as made (hash)`.execute(db);
  return codes;
}

/** Spends a recovery code; false when it is none of this identity's or was used. */
export async function takeRecoveryCode(at: At, db: Db | PlatformDb, identityId: string, typed: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update identities.recovery_code set used_at = ${at.now()}
    where hash = ${codeHash(at, typed)} and identity_id = ${identityId} and used_at is null`.execute(db);
  return numAffectedRows === 1n;
}
