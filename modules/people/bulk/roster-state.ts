import { sql } from 'kysely';
import type { Capacity } from '#kernel/access/capacity.ts';
import type { Db } from '#kernel/db/db.ts';
import { capacityChanged, personChanged } from '../events.ts';
import { sortNameOf } from '../names.ts';

/** A person with everything an import may change; also the form in which an undo puts one back. */
export interface PersonState {
  id: string;
  lastName: string;
  firstName: string;
  callName: string | null;
  shortName: string | null;
  gender: 'm' | 'w' | 'd' | 'x' | null;
  /** 'YYYY-MM-DD' */
  birthDate: string | null;
  email: string | null;
  handle: string | null;
  source: string | null;
  sourceId: string | null;
  guestOf: string | null;
  /** Columns a human has put right: an import leaves them. */
  corrected: string[];
  status: 'active' | 'suspended' | 'left';
  leftOn: string | null;
  title: string | null;
  phone: string | null;
}

/** A capacity row; days inclusive, open where null. */
export interface CapacityState {
  personId: string;
  capacity: Capacity;
  divisionId: string | null;
  validFrom: string | null;
  validTo: string | null;
}

/** A guardian beside a child, with the days. */
export interface GuardianState {
  personId: string;
  childId: string;
  place: number;
  validFrom: string | null;
  validTo: string | null;
}

/** An id of a source whose entry was a double: it means the kept person now. */
export interface MergedState {
  source: string;
  sourceId: string;
  keptId: string;
}

interface PeopleState {
  persons: PersonState[];
  merged: MergedState[];
  capacities: CapacityState[];
  guardians: GuardianState[];
}

/** Everybody the school knows or knew (merged doubles apart), what they are and were, and the guardians' relations; four statements. */
export async function peopleState(db: Db): Promise<PeopleState> {
  const persons =
    await sql<PersonState>`select id, last_name as "lastName", first_name as "firstName", call_name as "callName", short_name as "shortName", gender,
      birth_date as "birthDate", email, handle, source, source_id as "sourceId", guest_of as "guestOf", corrected, status, left_on as "leftOn", title, phone
    from people.person where school_id = ${db.schoolId} and merged_into is null order by sort_name, id`.execute(db);
  const merged = await sql<MergedState>`with recursive kept (source, source_id, id) as (
      select source, source_id, merged_into from people.person where school_id = ${db.schoolId} and merged_into is not null and source_id is not null
      union select k.source, k.source_id, p.merged_into from kept k join people.person p on p.school_id = ${db.schoolId} and p.id = k.id and p.merged_into is not null)
    select k.source, k.source_id as "sourceId", k.id as "keptId" from kept k
    join people.person p on p.school_id = ${db.schoolId} and p.id = k.id and p.merged_into is null`.execute(db);
  const capacities =
    await sql<CapacityState>`select person_id as "personId", capacity, division_id as "divisionId", valid_from as "validFrom", valid_to as "validTo"
    from people.capacity where school_id = ${db.schoolId}`.execute(db);
  const guardians =
    await sql<GuardianState>`select person_id as "personId", child_id as "childId", place, valid_from as "validFrom", valid_to as "validTo"
    from people.relation where school_id = ${db.schoolId} and kind = 'guardian'`.execute(db);
  return { persons: persons.rows, merged: merged.rows, capacities: capacities.rows, guardians: guardians.rows };
}

/** Puts persons back exactly as they were, also what an import set for the first time. Announces `people.person_changed`. */
export async function restorePersons(db: Db, persons: readonly PersonState[]): Promise<void> {
  if (persons.length === 0) return;
  const rows = persons.map((person) => ({ ...person, sortName: sortNameOf(person) }));
  const result = await sql<{
    id: string;
  }>`update people.person p set last_name = n."lastName", first_name = n."firstName", call_name = n."callName",
      short_name = n."shortName", gender = n.gender, birth_date = n."birthDate", email = n.email, handle = n.handle, source = n.source, source_id = n."sourceId",
      status = n.status, left_on = n."leftOn", sort_name = n."sortName"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "lastName" text, "firstName" text, "callName" text, "shortName" text, gender text,
      "birthDate" date, email text, handle text, source text, "sourceId" text, status text, "leftOn" date, "sortName" text)
    where p.school_id = ${db.schoolId} and p.id = n.id returning p.id`.execute(db);
  await db.emitAll(
    personChanged,
    result.rows.map(({ id }) => ({ personId: id })),
  );
}

/** Takes capacities away as if they had never been, whatever the division. Announces `people.capacity_changed`. */
export async function removeCapacities(db: Db, capacities: readonly Pick<CapacityState, 'personId' | 'capacity'>[]): Promise<void> {
  if (capacities.length === 0) return;
  const result = await sql<{ personId: string }>`delete from people.capacity k
    using jsonb_to_recordset(${JSON.stringify(capacities)}::jsonb) as n ("personId" uuid, capacity text)
    where k.school_id = ${db.schoolId} and k.person_id = n."personId" and k.capacity = n.capacity returning k.person_id as "personId"`.execute(
    db,
  );
  await db.emitAll(
    capacityChanged,
    [...new Set(result.rows.map(({ personId }) => personId))].map((personId) => ({ personId })),
  );
}
