import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Services } from '#kernel/module/services.ts';
import { emailRealm } from '../accounts/realm.ts';
import { closeDevices } from '../devices/open-device.ts';
import { cardMade } from '../events.ts';
import { isOfThisSchoolOnly } from '../outside/opens-alone.ts';
import { macOf } from '../sealing.ts';
import { cardCodeLength, cardLetters, finderOf, writeCardCode } from './code-format.ts';

type At = { readonly services: Pick<Services, 'secrets'>; now(): Date };

const dayMilliseconds = 24 * 3_600_000;
/** The teacher stands beside the child: chosen anew on the same day or not at all. */
const resetDays = 1;

/** A card as it lies in the database. */
export interface Card {
  id: string;
  codeHash: string;
  schoolId: string;
  personId: string;
  identityId: string;
  record: string | null;
  chooseUntil: Date;
}

/** The card with this finder, if its person still signs in with the sign-in it was made for. */
export async function findCard(at: At, db: PlatformDb, finder: string): Promise<Card | null> {
  const { rows } =
    await sql<Card>`select c.id, c.code_hash as "codeHash", c.school_id as "schoolId", c.person_id as "personId", c.identity_id as "identityId",
      c.opaque_record as record, c.choose_until as "chooseUntil"
    from identities.card c join identities.attachment a on a.school_id = c.school_id and a.person_id = c.person_id and a.identity_id = c.identity_id
    where c.finder = ${macOf(at, 'card-finder', finder)}`.execute(db);
  const card = rows[0];
  // a child who has gained a second school or an address since is no longer this school's alone to let in
  return card !== undefined && (await isOfThisSchoolOnly(db, card.identityId, card.schoolId)) ? card : null;
}

/**
 * Makes new cards for people of this school who have a sign-in; earlier cards of theirs end. Who signs in at another school too, or has a
 * confirmed e-mail address, gets none: a card may open no more than this school.
 *
 * @param chooseDays  days within which the first use must choose the pictures
 * @returns person → code as it is printed; it stands nowhere but here
 */
export async function issueCards(at: At, db: Db, personIds: readonly string[], chooseDays: number): Promise<Map<string, string>> {
  const { rows } = await sql<{
    personId: string;
    identityId: string;
  }>`select a.person_id as "personId", a.identity_id as "identityId" from identities.attachment a
    where a.school_id = ${db.schoolId} and a.person_id = any(${[...new Set(personIds)]}::uuid[])
      and not exists (select from identities.attachment other where other.identity_id = a.identity_id and other.school_id <> a.school_id)
      and not exists (select from identities.handle h where h.identity_id = a.identity_id and h.realm = ${emailRealm})`.execute(db);
  const made = rows.map((row) => {
    const code = newCardCode();
    return { ...row, code, id: newId(), finder: macOf(at, 'card-finder', finderOf(code)), codeHash: codeHashOf(at, code) };
  });
  const chooseUntil = new Date(at.now().getTime() + chooseDays * dayMilliseconds);
  await sql`delete from identities.card where school_id = ${db.schoolId} and person_id = any(${made.map(({ personId }) => personId)}::uuid[])`.execute(
    db,
  );
  await sql`insert into identities.card (id, finder, code_hash, school_id, person_id, identity_id, choose_until, made_at)
    select id, finder, code_hash, ${db.schoolId}, person_id, identity_id, ${chooseUntil}, ${at.now()}
    from unnest(${made.map(({ id }) => id)}::uuid[], ${made.map(({ finder }) => finder)}::text[], ${made.map(({ codeHash }) => codeHash)}::text[],
      ${made.map(({ personId }) => personId)}::uuid[], ${made.map(({ identityId }) => identityId)}::uuid[]) as given (id, finder, code_hash, person_id, identity_id)`.execute(
    db,
  );
  await db.emitAll(
    cardMade,
    made.map(({ personId }) => ({ personId })),
  );
  return new Map(made.map(({ personId, code }) => [personId, writeCardCode(code)]));
}

/** Lets people choose their pictures anew with the card they have, until tomorrow. Returns how many. */
export async function resetPictures(at: At, db: Db, personIds: readonly string[]): Promise<number> {
  const until = new Date(at.now().getTime() + resetDays * dayMilliseconds);
  const { numAffectedRows } = await sql`update identities.card set opaque_record = null, stretching = null, choose_until = ${until}
    where school_id = ${db.schoolId} and person_id = any(${[...personIds]}::uuid[])`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Ends cards at once, and signs their people out everywhere: whoever found the card may be in. Returns how many. */
export async function dropCards(db: Db, personIds: readonly string[], now: Date): Promise<number> {
  const { rows } = await sql<{ identityId: string }>`delete from identities.card
    where school_id = ${db.schoolId} and person_id = any(${[...personIds]}::uuid[]) returning identity_id as "identityId"`.execute(db);
  for (const { identityId } of rows)
    if (await isOfThisSchoolOnly(db, identityId, db.schoolId)) await closeDevices(db, identityId, null, now);
  return rows.length;
}

/** Under which the whole code is stored; it opens the choosing of pictures. */
export function codeHashOf(at: At, code: string): string {
  return macOf(at, 'card-code', code);
}

function newCardCode(): string {
  return Array.from({ length: cardCodeLength }, () => cardLetters[randomInt(cardLetters.length)]).join('');
}
