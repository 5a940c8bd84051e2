import { sql } from 'kysely';
import type { Capacity } from '#kernel/access/capacity.ts';
import { newId } from '#kernel/ids/id.ts';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { saveCapacities } from '../bulk/save-capacities.ts';
import { savePersons } from '../bulk/save-persons.ts';
import { saveRelations } from '../bulk/save-relations.ts';

// what tests of other modules ask of people
export {
  agreeMergeContract,
  correctPersonContract,
  giveCapacityContract,
  keepGuardianContract,
  proposeMergeContract,
  relateContract,
  unrelateContract,
} from '../contract.ts';

let counter = 0;

interface Options {
  /** By default a pupil. */
  capacities?: readonly Capacity[];
  firstName?: string;
  lastName?: string;
  callName?: string;
  birthDate?: string;
  email?: string;
  language?: string;
  shortName?: string;
  source?: string;
  sourceId?: string;
  guestOf?: string;
  divisionId?: string;
  validFrom?: string;
  validTo?: string;
  /** The sign-in of somebody who is a person elsewhere: one human, two schools. */
  identityId?: string;
  /** false: a person without any sign-in yet. */
  signIn?: boolean;
}

/** A person of a test school who can sign in (identity, attachment, password set), by default a pupil. Answers the person's id. */
export async function aPerson(school: TestSchool, options: Options = {}): Promise<string> {
  counter += 1;
  const id = newId();
  const { capacities = ['pupil'], validFrom, validTo, divisionId, identityId, signIn = true, ...names } = options;
  const now = school.ctx().now();
  await school.write(async (db) => {
    await savePersons(db, [{ firstName: `Vorname${counter}`, lastName: `Nachname${counter}`, ...names, id }], now);
    await saveCapacities(
      db,
      capacities.map((capacity) => ({
        personId: id,
        capacity,
        divisionId: divisionId ?? null,
        validFrom: validFrom ?? null,
        validTo: validTo ?? null,
      })),
    );
    if (!signIn) return;
    const identity = identityId ?? newId();
    await sql`insert into identities.identity (id, authority_id, opaque_record, stretching, created_at)
      values (${identity}, ${school.school.authorityId}, 'made for a test', 'none', ${now}) on conflict (id) do nothing`.execute(db);
    await sql`insert into identities.attachment (school_id, person_id, identity_id, since) values (${school.id}, ${id}, ${identity}, ${now})`.execute(
      db,
    );
  });
  return id;
}

/** The identity a person signs in with. */
export async function identityOf(school: TestSchool, personId: string): Promise<string> {
  const { rows } = await school.write((db) =>
    sql<{ id: string }>`select identity_id as id from identities.attachment
    where school_id = ${school.id} and person_id = ${personId}`.execute(db),
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('this person has no sign-in');
  return id;
}

/** A guardian of these children (persons of the same school), who can sign in. */
export async function aGuardian(school: TestSchool, childIds: readonly string[], options: Options = {}): Promise<string> {
  const id = await aPerson(school, { capacities: ['guardian'], ...options });
  await school.write((db) =>
    saveRelations(
      db,
      childIds.map((childId) => ({ personId: id, childId, kind: 'guardian' as const })),
    ),
  );
  return id;
}

/** A class assistant of one child: staff, related to that child only. */
export async function anAssistant(school: TestSchool, childId: string, options: Options = {}): Promise<string> {
  const id = await aPerson(school, { capacities: ['staff'], ...options });
  await school.write((db) => saveRelations(db, [{ personId: id, childId, kind: 'assistant' }]));
  return id;
}
