import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { relationChanged } from './events.ts';

export interface Family {
  child: { id: string; name: string; birthDate: string | null };
  /** All guardians entered, blocked ones too, in their order; `sees` is whether the child is open to them. */
  guardians: { id: string; name: string; sees: boolean }[];
}

/** A pupil with all guardians entered, for the administration, as of a day; null when there is no such pupil. */
export async function childWithGuardians(db: Db, childId: string, day: string): Promise<Family | null> {
  const { rows } = await sql<Family>`select
      jsonb_build_object('id', c.id, 'name', coalesce(c.call_name, c.first_name) || ' ' || c.last_name, 'birthDate', c.birth_date) as child,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', coalesce(g.call_name, g.first_name) || ' ' || g.last_name,
          'sees', exists (select from people.pub_relation o where o.school_id = r.school_id and o.person_id = r.person_id and o.child_id = r.child_id and o.kind = r.kind
            and (o.valid_from is null or o.valid_from <= ${day}::date) and (o.valid_to is null or o.valid_to >= ${day}::date))) order by r.place, g.id)
        from people.relation r join people.person g on g.school_id = r.school_id and g.id = r.person_id
        where r.school_id = c.school_id and r.child_id = c.id and r.kind = 'guardian'), '[]') as guardians
    from people.person c where c.school_id = ${db.schoolId} and c.id = ${childId}
      and exists (select from people.capacity k where k.school_id = c.school_id and k.person_id = c.id and k.capacity = 'pupil')`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Blocks a guardian's relation, or opens it again; why stays in the administration zone. Repeatable. */
export async function blockRelation(db: Db, wish: { personId: string; childId: string; blocked: boolean }): Promise<void> {
  const result = await sql`update people.relation set blocked = ${wish.blocked}
    where school_id = ${db.schoolId} and person_id = ${wish.personId} and child_id = ${wish.childId} and kind = 'guardian' and blocked <> ${wish.blocked}`.execute(
    db,
  );
  if (result.numAffectedRows) await db.emit(relationChanged, { personId: wish.personId, childId: wish.childId });
}

/** Whether the administration keeps this guardian away from the child. */
export async function isBlocked(db: Db, personId: string, childId: string): Promise<boolean> {
  const { rows } =
    await sql`select from people.relation where school_id = ${db.schoolId} and person_id = ${personId} and child_id = ${childId}
    and kind = 'guardian' and blocked`.execute(db);
  return rows.length > 0;
}
