import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** How far a person's sign-in has come. */
export interface Access {
  identityId: string;
  /** Name in this school; null for people who sign in by e-mail only. */
  handle: string | null;
  status: 'open' | 'suspended' | 'closed';
  hasPassword: boolean;
  hasSecondFactor: boolean;
}

/** The sign-ins of people of this school, by person; people without one are missing. One statement. */
export async function identitiesOf(db: Db, personIds: readonly string[]): Promise<Map<string, Access>> {
  const { rows } = await sql<Access & { personId: string }>`
    select a.person_id as "personId", a.identity_id as "identityId", a.handle, a.status, a.has_password as "hasPassword",
      a.has_second_factor as "hasSecondFactor"
    from identities.pub_access a where a.school_id = ${db.schoolId} and a.person_id = any(${[...personIds]}::uuid[])`.execute(db);
  return new Map(rows.map(({ personId, ...access }) => [personId, access]));
}
