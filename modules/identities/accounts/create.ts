import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { reserveHandles } from './reserve-handle.ts';

/** A person of the school in which the transaction is open, who shall be able to sign in. */
export interface NewIdentity {
  personId: string;
  first: string;
  last: string;
  /** The sign-in name the source wants; made from the names otherwise. */
  handle?: string | null;
  language?: string | null;
}

export interface CreatedIdentity {
  personId: string;
  identityId: string;
  handle: string;
}

/**
 * Gives people of this school a sign-in each: identity, name, attachment; no password yet (that takes a code, `issueCode`).
 * People who have one already keep it. Five statements for any number of people.
 *
 * @returns one entry per person, in their order
 */
export async function createIdentities(db: Db, people: readonly NewIdentity[], now: Date): Promise<CreatedIdentity[]> {
  if (people.length === 0) return [];
  const there = await existing(
    db,
    people.map(({ personId }) => personId),
  );
  const fresh = people.filter(({ personId }) => !there.has(personId));
  const handles = fresh.length === 0 ? [] : await reserveHandles(db, fresh, now);
  const made = fresh.map((person, at) => ({
    personId: person.personId,
    language: person.language ?? null,
    identityId: newId(),
    handle: handles[at] ?? '',
  }));
  if (made.length > 0) {
    const ids = made.map(({ identityId }) => identityId);
    await sql`insert into identities.identity (id, authority_id, created_at)
      select id, (select s.authority_id from kernel.pub_school s where s.id = ${db.schoolId}), ${now}
      from unnest(${ids}::uuid[]) as given (id)`.execute(db);
    // a name whose row was released in an earlier school year is taken over
    await sql`insert into identities.handle (realm, handle, identity_id, given_at)
      select ${db.schoolId}, handle, id, ${now} from unnest(${ids}::uuid[], ${made.map(({ handle }) => handle)}::text[]) as given (id, handle)
      on conflict (realm, handle) do update set identity_id = excluded.identity_id, given_at = excluded.given_at, released_on = null`.execute(
      db,
    );
    await sql`insert into identities.attachment (school_id, person_id, identity_id, since)
      select ${db.schoolId}, person_id, id, ${now} from unnest(${ids}::uuid[], ${made.map(({ personId }) => personId)}::uuid[]) as given (id, person_id)`.execute(
      db,
    );
  }
  const all = new Map([...there, ...made.map((entry) => [entry.personId, entry] as const)]);
  return people.flatMap(({ personId }) => {
    const entry = all.get(personId);
    return entry === undefined ? [] : [{ personId, identityId: entry.identityId, handle: entry.handle }];
  });
}

/** One person, as `createIdentities`. */
export async function createIdentityFor(db: Db, person: NewIdentity, now: Date): Promise<CreatedIdentity> {
  const [made] = await createIdentities(db, [person], now);
  if (made === undefined) throw new Error('one person in, one identity out');
  return made;
}

async function existing(db: Db, personIds: string[]): Promise<Map<string, { identityId: string; handle: string }>> {
  const { rows } = await sql<{ personId: string; identityId: string; handle: string | null }>`
    select a.person_id as "personId", a.identity_id as "identityId", a.handle from identities.pub_access a
    where a.school_id = ${db.schoolId} and a.person_id = any(${personIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ personId, identityId, handle }) => [personId, { identityId, handle: handle ?? '' }]));
}
