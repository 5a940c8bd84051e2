import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { announce } from '../accounts/announce.ts';
import { tiesOf } from '../accounts/elsewhere.ts';
import { secondFactorsDropped } from '../events.ts';
import { refusals } from '../refusals.ts';

/**
 * Takes all second factors from the sign-in of a person of this school who has lost them (phone and recovery codes gone), and signs out
 * the devices on which one was shown; an act in the audit trail, and told to the person. Usually together with a new code (`issueCode`, purpose
 * `lost`). A confirmed e-mail address does not hinder it: the password stays the owner's, whom no code of the school goes round.
 *
 * @param ownerAgreed  the operator has the owner's word: then also with a person elsewhere
 * @returns false when there was none
 * @throws `identities.factor_of_others` (403) when the sign-in has a person at another school: a school alone lowers no other's guard
 */
export async function dropSecondFactors(
  at: { now(): Date },
  db: Db,
  personId: string,
  { ownerAgreed = false }: { ownerAgreed?: boolean } = {},
): Promise<boolean> {
  const { rows } = await sql<{ identityId: string }>`select identity_id as "identityId" from identities.pub_access
    where school_id = ${db.schoolId} and person_id = ${personId} and has_second_factor`.execute(db);
  const identityId = rows[0]?.identityId;
  if (identityId === undefined) return false;
  const { schoolIds } = await tiesOf(db, identityId);
  if (!ownerAgreed && schoolIds.some((id) => id !== db.schoolId)) throw refusals.factorOfOthers();
  await sql`delete from identities.totp where identity_id = ${identityId}`.execute(db);
  await sql`delete from identities.recovery_code where identity_id = ${identityId}`.execute(db);
  await sql`delete from identities.passkey where identity_id = ${identityId}`.execute(db);
  await sql`update identities.device set closed_at = ${at.now()} where identity_id = ${identityId} and strong and closed_at is null`.execute(
    db,
  );
  await db.audit({ act: 'identities.second_factors_dropped', subject: { type: 'person', id: personId } });
  await announce(db, secondFactorsDropped, identityId);
  return true;
}
