import { sql } from 'kysely';
import type { Capacity } from '#kernel/access/capacity.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';

/** A person as other modules show one. */
export interface PersonName {
  id: string;
  /** Call name and family name, as the person is spoken of. */
  name: string;
  /** For order only, never shown. */
  sortName: string;
  /** Kürzel of a teacher, else null. */
  shortName: string | null;
}

/** Names by id, in one statement. Ids that name nobody here are missing from the map. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, PersonName>> {
  if (ids.length === 0) return new Map();
  const { rows } =
    await sql<PersonName>`select id, coalesce(call_name, first_name) || ' ' || last_name as name, sort_name as "sortName", short_name as "shortName"
    from people.person where school_id = ${db.schoolId} and id = any(${[...new Set(ids)]})`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Languages by id; null where the person has chosen none. */
export async function languagesOf(db: Db, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; language: string | null }>`select id, language from people.person
    where school_id = ${db.schoolId} and id = any(${[...new Set(ids)]})`.execute(db);
  return new Map(rows.map(({ id, language }) => [id, language]));
}

/** Ids of all active persons with one of the capacities on a day. */
export async function personsWith(db: Db, capacities: readonly Capacity[], day: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct k.person_id as id from people.capacity k
    join people.person p on p.school_id = k.school_id and p.id = k.person_id and p.status = 'active'
    where k.school_id = ${db.schoolId} and k.capacity = any(${[...capacities]})
      and (k.valid_from is null or k.valid_from <= ${day}::date) and (k.valid_to is null or k.valid_to >= ${day}::date)
    order by k.person_id`.execute(db);
  return rows.map(({ id }) => id);
}

/** A person's capacities on a day. */
export async function capacitiesOf(db: Db, personId: string, day: string): Promise<Capacity[]> {
  const { rows } = await sql<{ capacity: Capacity }>`select distinct capacity from people.capacity k
    where school_id = ${db.schoolId} and person_id = ${personId}
      and (valid_from is null or valid_from <= ${day}::date) and (valid_to is null or valid_to >= ${day}::date)`.execute(db);
  return rows.map(({ capacity }) => capacity);
}

/**
 * Makes sure that all these persons exist in this school.
 *
 * @throws not found (404) when one does not
 */
export async function requirePersons(db: Db, ids: readonly string[]): Promise<void> {
  const wanted = new Set(ids);
  const found = await namesOf(db, ids);
  if (found.size < wanted.size) notFound('person');
}

/** Lets a person choose their own language; `null` leaves it to the browser. */
export async function setLanguage(db: Db, personId: string, language: string | null): Promise<void> {
  await sql`update people.person set language = ${language} where school_id = ${db.schoolId} and id = ${personId}`.execute(db);
}
