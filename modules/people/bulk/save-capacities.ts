import { sql } from 'kysely';
import type { Capacity } from '#kernel/access/capacity.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { capacityChanged } from '../events.ts';

/** What a person is, from day to day (inclusive, 'YYYY-MM-DD'; absent or null: open). */
export interface CapacityToSave {
  personId: string;
  capacity: Capacity;
  divisionId?: string | null;
  validFrom?: string | null;
  validTo?: string | null;
}

/**
 * Writes many capacities in one statement. A person has each capacity once per division: a second save changes its days.
 * The rows of one call must not name the same one twice. Announces `people.capacity_changed` for those that changed.
 */
export async function saveCapacities(db: Db, capacities: readonly CapacityToSave[]): Promise<void> {
  if (capacities.length === 0) return;
  const rows = capacities.map((row) => ({ ...row, id: newId() }));
  const result = await sql<{
    personId: string;
  }>`insert into people.capacity as k (school_id, id, person_id, capacity, division_id, valid_from, valid_to)
    select ${db.schoolId}::uuid, n.id, n."personId", n.capacity, n."divisionId", n."validFrom", n."validTo"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n (id uuid, "personId" uuid, capacity text, "divisionId" uuid, "validFrom" date, "validTo" date)
    on conflict (school_id, person_id, capacity, division_id) do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to
    where (k.valid_from, k.valid_to) is distinct from (excluded.valid_from, excluded.valid_to)
    returning person_id as "personId"`.execute(db);
  await db.emitAll(
    capacityChanged,
    [...new Set(result.rows.map(({ personId }) => personId))].map((personId) => ({ personId })),
  );
}

/** Ends a capacity of many persons: `lastDay` is the last day it holds. Already ended earlier: stays so. */
export async function endCapacities(db: Db, personIds: readonly string[], capacity: Capacity, lastDay: string): Promise<void> {
  const result = await sql<{ personId: string }>`update people.capacity set valid_to = ${lastDay}::date
    where school_id = ${db.schoolId} and person_id = any(${[...personIds]}) and capacity = ${capacity} and (valid_to is null or valid_to > ${lastDay}::date)
    returning person_id as "personId"`.execute(db);
  await db.emitAll(
    capacityChanged,
    [...new Set(result.rows.map(({ personId }) => personId))].map((personId) => ({ personId })),
  );
}
