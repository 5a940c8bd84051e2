import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newCode, readCode } from '#kernel/ids/token.ts';
import type { Services } from '#kernel/module/services.ts';
import { addDays, dayOf, startOfDay } from '#kernel/time/calendar.ts';
import { codeIssued } from '../events.ts';
import { macOf, sealUnder } from '../sealing.ts';

/** `first`: first sign-in · `lost`: the person has a password · `invite`: a guardian is asked in. All open the same door; the letter reads differently. */
export type CodePurpose = 'first' | 'lost' | 'invite';

export interface WantedCode {
  personId: string;
  /** As the person is greeted; stored so that only the code can read it. */
  name: string;
  purpose: CodePurpose;
  /** The code holds to the end of the day so many days from today. */
  validDays: number;
  /** Who printed it; null from the command line. */
  madeBy: string | null;
}

export interface IssuedCode {
  personId: string;
  /** `ABCD-EFGH-JKLM`; it stands nowhere but here. */
  code: string;
  validUntil: Date;
  /** `YYYY-MM-DD`, the last day on which it holds: what people are shown. */
  lastDay: string;
}

type At = { readonly services: Pick<Services, 'secrets'>; now(): Date };

/**
 * Makes one-time codes for people of this school who have a sign-in (`createIdentities`). Earlier unused codes of theirs end: the newest
 * letter counts. Few statements for any number of people, an act in the audit trail; people with a password (`lost`) are told.
 */
export async function issueCodes(at: At, db: Db, wanted: readonly WantedCode[]): Promise<IssuedCode[]> {
  if (wanted.length === 0) return [];
  const now = at.now();
  const issued = wanted.map((wish) => {
    const code = newCode();
    const lastDay = addDays(dayOf(now), wish.validDays);
    const validUntil = startOfDay(addDays(lastDay, 1));
    return { ...wish, code, validUntil, lastDay, hash: codeHash(at, code), sealedName: sealUnder(at, code, wish.name) };
  });
  await sql`delete from identities.code where school_id = ${db.schoolId} and person_id = any(${wanted.map(({ personId }) => personId)}::uuid[]) and used_at is null`.execute(
    db,
  );
  await sql`insert into identities.code (hash, school_id, person_id, purpose, sealed_name, made_at, made_by, valid_until)
    select c.hash, ${db.schoolId}, c.person_id, c.purpose, c.sealed_name, ${now}, c.made_by, c.valid_until
    from jsonb_to_recordset(${JSON.stringify(
      issued.map((each) => ({
        hash: each.hash,
        person_id: each.personId,
        purpose: each.purpose,
        sealed_name: each.sealedName,
        made_by: each.madeBy,
        valid_until: each.validUntil,
      })),
    )}::jsonb) as c (hash text, person_id uuid, purpose text, sealed_name text, made_by uuid, valid_until timestamptz)`.execute(db);
  const [first] = wanted;
  const subject = wanted.length === 1 && first !== undefined ? { subject: { type: 'person', id: first.personId } } : {};
  await db.audit({ act: 'identities.code_issued', ...subject, data: { count: wanted.length } });
  await db.emitAll(
    codeIssued,
    wanted.filter(({ purpose }) => purpose === 'lost').map(({ personId }) => ({ personId })),
  );
  return issued.map(({ personId, code, validUntil, lastDay }) => ({ personId, code, validUntil, lastDay }));
}

/** One code, as `issueCodes`. */
export async function issueCode(at: At, db: Db, wanted: WantedCode): Promise<IssuedCode> {
  const [issued] = await issueCodes(at, db, [wanted]);
  if (issued === undefined) throw new Error('one wish in, one code out');
  return issued;
}

/** Under which a code is stored: with the installation's secret, because 59 bits alone could be tried out on a stolen database. */
export function codeHash(at: At, typed: string): string {
  return macOf(at, 'code', readCode(typed));
}
