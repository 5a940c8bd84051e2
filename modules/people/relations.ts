import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** A child as its guardian sees it in a list. */
export interface Child {
  id: string;
  name: string;
  callName: string;
  sortName: string;
}

/**
 * The children a guardian acts for on a day: relations that are not blocked and valid that day, to persons who are
 * active pupils of this school that day, under 18 unless they let the guardian see on; in the order of their names.
 *
 * @param day  'YYYY-MM-DD'
 */
export async function childrenOf(db: Db, personId: string, day: string): Promise<Child[]> {
  const { rows } = await sql<Child>`select c.id, coalesce(c.call_name, c.first_name) || ' ' || c.last_name as name,
      coalesce(c.call_name, c.first_name) as "callName", c.sort_name as "sortName"
    from people.pub_relation r join people.person c on c.school_id = r.school_id and c.id = r.child_id and c.status = 'active'
    where r.school_id = ${db.schoolId} and r.person_id = ${personId} and r.kind = 'guardian'
      and ${validOn('r', day)}
      and exists (select from people.capacity k where k.school_id = c.school_id and k.person_id = c.id and k.capacity = 'pupil' and ${validOn('k', day)})
    order by c.sort_name, c.id`.execute(db);
  return rows;
}

/** Whether a person is guardian of a child on a day, by the same rule as `childrenOf`. */
export async function isGuardianOf(db: Db, personId: string, childId: string, day: string): Promise<boolean> {
  const children = await childrenOf(db, personId, day);
  return children.some(({ id }) => id === childId);
}

/**
 * The guardians of children on a day, many children at once: unblocked, valid, active; of pupils who are of age only those they let see on.
 *
 * @returns child id → guardian ids, the first named first; children without guardian are missing
 */
export async function guardiansOf(db: Db, childIds: readonly string[], day: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ childId: string; personId: string }>`select r.child_id as "childId", r.person_id as "personId"
    from people.pub_relation r join people.person g on g.school_id = r.school_id and g.id = r.person_id and g.status = 'active'
    where r.school_id = ${db.schoolId} and r.child_id = any(${childIds}) and r.kind = 'guardian' and ${validOn('r', day)}
    order by r.child_id, r.place, r.person_id`.execute(db);
  const guardians = new Map<string, string[]>();
  for (const { childId, personId } of rows) guardians.set(childId, [...(guardians.get(childId) ?? []), personId]);
  return guardians;
}

/** Ids of the children a class assistant accompanies on a day. */
export async function assistantOf(db: Db, personId: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select r.child_id as id from people.pub_relation r
    where r.school_id = ${db.schoolId} and r.person_id = ${personId} and r.kind = 'assistant' and ${validOn('r', day)}
    order by r.child_id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Whether a row's days (inclusive, open where null) hold a day. `alias` is a literal of this program. */
function validOn(alias: 'r' | 'k', day: string) {
  const row = sql.raw(alias);
  return sql`(${row}.valid_from is null or ${row}.valid_from <= ${day}::date) and (${row}.valid_to is null or ${row}.valid_to >= ${day}::date)`;
}
