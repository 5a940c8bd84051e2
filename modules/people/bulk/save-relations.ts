import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { relationChanged } from '../events.ts';

/** A guardian or class assistant beside a child; days inclusive, open where null or absent. */
export interface RelationToSave {
  personId: string;
  childId: string;
  kind: 'guardian' | 'assistant';
  /** 1: whom the source names first. */
  place?: number;
  validFrom?: string | null;
  validTo?: string | null;
}

/**
 * Writes many relations in one statement; each pair and kind once, a second save changes place and days. A block set by the
 * administration stays. Announces `people.relation_changed` for those that changed.
 */
export async function saveRelations(db: Db, relations: readonly RelationToSave[]): Promise<void> {
  if (relations.length === 0) return;
  const rows = relations.map((row) => ({ place: 1, ...row, id: newId() }));
  const result = await sql<{ personId: string; childId: string }>`insert into people.relation as r
      (school_id, id, person_id, child_id, kind, place, valid_from, valid_to)
    select ${db.schoolId}::uuid, n.id, n."personId", n."childId", n.kind, n.place, n."validFrom", n."validTo"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n (id uuid, "personId" uuid, "childId" uuid, kind text, place integer, "validFrom" date, "validTo" date)
    on conflict (school_id, person_id, child_id, kind) do update
      set place = excluded.place, valid_from = excluded.valid_from, valid_to = excluded.valid_to
    where (r.place, r.valid_from, r.valid_to) is distinct from (excluded.place, excluded.valid_from, excluded.valid_to)
    returning person_id as "personId", child_id as "childId"`.execute(db);
  await db.emitAll(relationChanged, result.rows);
}

/**
 * Takes relations away; pairs that do not exist are passed over. A blocked one stays, and opens nothing: otherwise taking it away and putting it
 * back would get round a contact bar.
 */
export async function removeRelations(db: Db, relations: readonly Pick<RelationToSave, 'personId' | 'childId' | 'kind'>[]): Promise<void> {
  if (relations.length === 0) return;
  const result = await sql<{ personId: string; childId: string }>`delete from people.relation r
    using jsonb_to_recordset(${JSON.stringify(relations)}::jsonb) as n ("personId" uuid, "childId" uuid, kind text)
    where r.school_id = ${db.schoolId} and r.person_id = n."personId" and r.child_id = n."childId" and r.kind = n.kind and not r.blocked
    returning r.person_id as "personId", r.child_id as "childId"`.execute(db);
  await db.emitAll(relationChanged, result.rows);
}
